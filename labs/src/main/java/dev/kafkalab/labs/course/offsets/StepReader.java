package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.LabSite;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A member that takes one record at a time, so that its position is exactly where it has come to, and that commits where
 * it is told to and nowhere else.
 *
 * @param commits by partition: the offset to commit on the way; no entry, no commit
 * @param until by partition: the position at which it leaves, without a further commit
 */
record StepReader(String name, String group, Map<Integer, Long> commits, Map<Integer, Long> until) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    void read(LabSite site, String topic, EffectTopic effects) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("max.poll.records", "1");
        Set<TopicPartition> finished = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (finished.size() < until.size()) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("member " + name + " of " + group + " did not come to " + until);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    effects.add(record, name);
                    TopicPartition partition = new TopicPartition(topic, record.partition());
                    long position = consumer.position(partition);
                    if (Long.valueOf(position).equals(commits.get(partition.partition()))) {
                        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(position)));
                    }
                    if (Long.valueOf(position).equals(until.get(partition.partition()))) {
                        consumer.pause(List.of(partition));
                        finished.add(partition);
                    }
                }
            }
        }
    }
}
