package dev.kafkalab.consumer.torture;

import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Loads the classes of Kafka's clients before they are needed. */
final class Warmth {
    private Warmth() {}

    static void warmUp(Roster roster) {
        String bootstrapServers = roster.settings().get(0).bootstrapServers();
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                roster.name() + "-warmth",
                "group.protocol",
                roster.protocol());
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()).close();
        if (roster.modes().stream().anyMatch(mode -> mode.commit() == Mode.Commit.IN_TRANSACTION)) {
            new KafkaProducer<>(
                            Map.of("bootstrap.servers", bootstrapServers),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())
                    .close();
        }
    }
}
