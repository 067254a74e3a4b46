package dev.kafkalab.cdc.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cdc.torture.Recount.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of committed records finds in the topic of a run. */
final class EventTopic {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventTopic() {}

    static List<Event> read(String bootstrapServers, String topic, String kind) throws IOException {
        List<Event> events = new ArrayList<>();
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                    if (record.value() != null) {
                        events.add(kind.equals("outbox") ? outboxEvent(record) : change(record));
                    }
                }
            }
        }
        return events;
    }

    private static Event outboxEvent(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return new Event(
                Integer.parseInt(new String(record.key(), StandardCharsets.US_ASCII)),
                JSON.readTree(record.value()).get("number").asLong());
    }

    /** A delete is the change after the one that its row shows. */
    private static Event change(ConsumerRecord<byte[], byte[]> record) throws IOException {
        int account = JSON.readTree(record.key()).get("id").asInt();
        JsonNode envelope = JSON.readTree(record.value());
        return envelope.get("op").asText().equals("d")
                ? new Event(account, envelope.get("before").get("version").asLong() + 1)
                : new Event(account, envelope.get("after").get("version").asLong());
    }
}
