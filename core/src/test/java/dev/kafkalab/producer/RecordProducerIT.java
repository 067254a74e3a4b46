package dev.kafkalab.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.producer.SendOutcome.Delivered;
import dev.kafkalab.producer.SendOutcome.Failed;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@SandboxTest
class RecordProducerIT {
    private static final String TOPIC = "record-producer";

    @Test
    void everyRecordHasOneOutcomeBeforeCloseReturns(Sandbox sandbox) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", servers(sandbox), "max.request.size", 2_000);
        Queue<SendOutcome> outcomes = new ConcurrentLinkedQueue<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers(sandbox)))) {
            FreshTopics.create(admin, new NewTopic(TOPIC, 1, (short) 1));
        }
        StringSerializer picky = new StringSerializer() {
            @Override
            public byte[] serialize(String topic, String value) {
                if ("bad".equals(value)) {
                    throw new SerializationException("no");
                }
                return super.serialize(topic, value);
            }
        };
        try (RecordProducer<String, String> producer =
                new RecordProducer<>(properties, new StringSerializer(), picky)) {
            for (int i = 0; i < 1_000; i++) {
                String value = i == 300 ? "bad" : i == 600 ? "x".repeat(5_000) : "value " + i;
                producer.send(new ProducerRecord<>(TOPIC, "key", value), outcomes::add);
            }
            producer.send(new ProducerRecord<>(TOPIC, "key", "last"), outcome -> {
                throw new IllegalStateException("a handler that fails harms nobody");
            });
        }
        assertThat(outcomes).hasSize(1_000);
        assertThat(outcomes)
                .filteredOn(Failed.class::isInstance)
                .hasSize(2)
                .allMatch(outcome -> ((Failed) outcome).recordAtFault());
        assertThat(outcomes.stream()
                        .filter(Delivered.class::isInstance)
                        .map(outcome -> ((Delivered) outcome).metadata().offset()))
                .containsExactlyElementsOf(LongStream.range(0, 998).boxed().toList());
    }

    @Test
    void brokersThatDoNotAnswerAreNotTheRecordsFault() {
        Queue<SendOutcome> outcomes = new ConcurrentLinkedQueue<>();
        Map<String, Object> properties = Map.of("bootstrap.servers", "localhost:1", "max.block.ms", 200);
        try (RecordProducer<String, String> producer =
                new RecordProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "value"), outcomes::add);
        }
        assertThat(outcomes).hasSize(1).allMatch(outcome -> !((Failed) outcome).recordAtFault());
    }

    @Test
    void weakerAcknowledgementMustBeMeant() {
        Map<String, Object> properties = Map.of("bootstrap.servers", "localhost:1", "acks", "1");
        assertThatThrownBy(() -> new RecordProducer<>(properties, new StringSerializer(), new StringSerializer()))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining("acks=1")
                .hasMessageContaining("enable.idempotence");
    }

    private static String servers(Sandbox sandbox) {
        return sandbox.bootstrapServers().orElseThrow();
    }
}
