package dev.kafkalab.reading;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.reading.TopicChoice.Matching;
import dev.kafkalab.reading.TopicChoice.Named;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Finds the partitions that a request means. */
final class PartitionLookup {
    private PartitionLookup() {}

    /** @throws KafkaLabException if a topic or partition that is named does not exist, or no topic matches */
    static List<TopicPartition> lookUp(Consumer<?, ?> consumer, ReadRequest request) {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : topics(consumer, request)) {
            Collection<PartitionInfo> infos = consumer.partitionsFor(topic, request.patience());
            if (infos == null || infos.isEmpty()) {
                throw KafkaLabException.notFound("topic '" + topic
                        + "' does not exist; see: topic list, or make it with: topic create " + topic);
            }
            Set<Integer> ids =
                    infos.stream().map(PartitionInfo::partition).collect(Collectors.toCollection(TreeSet::new));
            for (int wanted : request.partitions()) {
                if (!ids.contains(wanted)) {
                    throw KafkaLabException.notFound(
                            "topic %s has no partition %d; it has 0 to %d".formatted(topic, wanted, ids.size() - 1));
                }
            }
            ids.stream()
                    .filter(id -> request.partitions().isEmpty()
                            || request.partitions().contains(id))
                    .forEach(id -> found.add(new TopicPartition(topic, id)));
        }
        return found;
    }

    private static Set<String> topics(Consumer<?, ?> consumer, ReadRequest request) {
        if (request.topics() instanceof Named named) {
            return named.topics();
        }
        Matching matching = (Matching) request.topics();
        Set<String> matched = consumer.listTopics(request.patience()).keySet().stream()
                .filter(topic -> matching.pattern().matcher(topic).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        if (matched.isEmpty()) {
            throw KafkaLabException.notFound("no topic matches " + matching + "; see: topic list");
        }
        return matched;
    }
}
