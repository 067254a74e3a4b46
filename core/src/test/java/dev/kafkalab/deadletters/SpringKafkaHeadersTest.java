package dev.kafkalab.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.consumer.Origin;
import dev.kafkalab.retry.DeadLetterRecords;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.StubDelivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.listener.DeadLetterRecordManager;

/** Ours beside what spring-kafka's own class writes of the same record and failure. */
class SpringKafkaHeadersTest {
    static Exception[] failures() {
        return new Exception[] {
            new IOException("disk full"),
            new IOException(),
            new IllegalStateException("no stock", new IOException("disk full")),
            new IllegalStateException("no stock", new RuntimeException("between", new IOException())),
            new IllegalStateException(null, new IOException("디스크"))
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void headersAreTheSameBytes(Exception failure) {
        ProducerRecord<byte[], byte[]> theirs = new DeadLetterRecordManager()
                .enrichHeadersAndCreateProducerRecord(record(), failure, new TopicPartition("orders-dlt", 3));
        ProducerRecord<byte[], byte[]> ours = new DeadLetterRecords("billing", topic -> 8)
                .create(StubDelivery.of(record()), failure, new Recovery.DeadLetter(Optional.empty()));

        Map<String, String> written = texts(ours);
        assertThat(written.remove("kafka_dlt-original-consumer-group")).isEqualTo("billing");
        assertThat(written.remove("kafka-lab-origin")).isNotNull();
        Map<String, String> expected = texts(theirs);
        if (failure.getCause() != null) {
            // It names the cause behind its own wrapper, which is what a handler threw; ours has no wrapper, and names
            // the root.
            assertThat(written.remove("kafka_dlt-exception-cause-fqcn")).isEqualTo("java.io.IOException");
            assertThat(expected.remove("kafka_dlt-exception-cause-fqcn")).isEqualTo("java.lang.IllegalStateException");
            written.remove("kafka_dlt-exception-message");
            expected.remove("kafka_dlt-exception-message");
        }
        assertThat(written).isEqualTo(expected);
        assertThat(ours.partition()).isEqualTo(theirs.partition());
        assertThat(ours.key()).isEqualTo(theirs.key());
        assertThat(ours.value()).isEqualTo(theirs.value());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theirsAreReadAsOurs(Exception failure) {
        ProducerRecord<byte[], byte[]> theirs = new DeadLetterRecordManager()
                .enrichHeadersAndCreateProducerRecord(record(), failure, new TopicPartition("orders-dlt", 3));
        ConsumerRecord<byte[], byte[]> read = new ConsumerRecord<>("orders-dlt", 3, 0, theirs.key(), theirs.value());
        theirs.headers().forEach(read.headers()::add);

        DeadLetter letter = DeadLetter.of(read).orElseThrow();

        assertThat(letter.place()).isEqualTo(new Origin("orders", 3, 42, 1_700_000_000_000L));
        assertThat(letter.exception()).contains(failure.getClass().getName());
        assertThat(letter.reason()).isEqualTo(failure.getClass().getName());
        assertThat(letter.stackTrace().orElseThrow()).contains("SpringKafkaHeadersTest");
    }

    private static ConsumerRecord<byte[], byte[]> record() {
        return new ConsumerRecord<>(
                "orders",
                3,
                42,
                1_700_000_000_000L,
                TimestampType.LOG_APPEND_TIME,
                1,
                2,
                new byte[] {1},
                new byte[] {2, 3},
                new RecordHeaders().add("trace", new byte[] {4}),
                Optional.empty());
    }

    private static Map<String, String> texts(ProducerRecord<?, ?> record) {
        Map<String, String> texts = new TreeMap<>();
        for (Header header : record.headers()) {
            texts.merge(
                    header.key(), new String(header.value(), StandardCharsets.ISO_8859_1), (a, b) -> a + " and " + b);
        }
        return texts;
    }
}
