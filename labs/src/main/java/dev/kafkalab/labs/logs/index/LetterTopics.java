package dev.kafkalab.labs.logs.index;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.topics.TopicDetail;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.TopicSummary;
import dev.kafkalab.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.TopicExistsException;

/** Topics that letters go to: made when the first letter is written. Thread-safe. */
final class LetterTopics {
    /** Of a record; an access log's line is rarely longer, and the heap is small. */
    static final int LARGEST = 16 << 20;

    private static final String LIMIT = "max.message.bytes";

    private final Map<String, Object> clientProperties;
    private final String source;
    private final Map<String, LetterTopic> known = new ConcurrentHashMap<>();

    /**
     * What one is like.
     *
     * @param maxBytes of a record
     */
    record LetterTopic(int partitions, int maxBytes) {}

    /** @param source topic that the letters are of */
    LetterTopics(Map<String, Object> clientProperties, String source) {
        this.clientProperties = clientProperties;
        this.source = source;
    }

    /** Asks the cluster unless it has done before. @throws RuntimeException if the cluster cannot, or will not, say */
    LetterTopic get(String name) {
        return known.computeIfAbsent(name, this::look);
    }

    /** 0 if that is not known. Does not ask. */
    int partitions(String name) {
        LetterTopic topic = known.get(name);
        return topic == null ? 0 : topic.partitions();
    }

    /** The next one asks again. */
    void forget(String name) {
        known.remove(name);
    }

    private LetterTopic look(String name) {
        try (Cluster cluster = Cluster.connect(clientProperties)) {
            Topics topics = new Topics(cluster);
            List<String> all =
                    topics.list(false).stream().map(TopicSummary::name).toList();
            if (!all.contains(name)) {
                int partitions =
                        topics.describe(List.of(source)).get(0).partitions().size();
                create(topics, name, partitions);
            }
            TopicDetail detail = topics.describe(List.of(name)).get(0);
            int limit = detail.configs().stream()
                    .filter(config -> config.name().equals(LIMIT))
                    .mapToInt(config -> Integer.parseInt(config.value()))
                    .findFirst()
                    .orElse(LARGEST);
            return new LetterTopic(detail.partitions().size(), Math.min(limit, LARGEST));
        }
    }

    private static void create(Topics topics, String name, int partitions) {
        try {
            topics.create(new TopicSpec(
                    name, Optional.of(partitions), Optional.empty(), Map.of(LIMIT, Integer.toString(LARGEST))));
        } catch (RuntimeException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e; // else somebody else was quicker
            }
        }
    }
}
