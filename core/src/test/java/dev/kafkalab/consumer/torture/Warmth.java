package dev.kafkalab.consumer.torture;

import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Loads the classes of Kafka's clients before they are needed. */
final class Warmth {
    private Warmth() {}

    static void warmUp(MemberSettings settings) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                settings.bootstrapServers(),
                "group.id",
                settings.group() + "-warmth",
                "group.protocol",
                settings.protocol());
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()).close();
        if (settings.mode().commit() == Mode.Commit.IN_TRANSACTION) {
            new KafkaProducer<>(
                            Map.of("bootstrap.servers", settings.bootstrapServers()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())
                    .close();
        }
    }
}
