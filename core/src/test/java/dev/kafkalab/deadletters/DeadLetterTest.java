package dev.kafkalab.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.OriginHeader;
import dev.kafkalab.retry.DeadLetterRecords;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.StubDelivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    @Test
    void whatWasWrittenIsRead() {
        DeadLetter letter = DeadLetter.of(dead(new UncheckedIOException("no stock", new IOException("disk full"))))
                .orElseThrow();

        assertThat(letter.place()).isEqualTo(new Origin("orders", 3, 42, -1));
        assertThat(letter.origin()).isEqualTo(letter.place());
        assertThat(letter.group()).contains("billing");
        assertThat(letter.exception()).contains("java.io.UncheckedIOException");
        assertThat(letter.cause()).contains("java.io.IOException");
        assertThat(letter.reason()).isEqualTo("java.io.IOException");
        assertThat(letter.message()).contains("no stock; disk full");
        assertThat(letter.stackTrace().orElseThrow()).contains("Caused by");
        assertThat(letter.redrives()).isZero();
    }

    @Test
    void filtersLookAtCauseMessageAndPlace() {
        DeadLetter letter = DeadLetter.of(dead(new UncheckedIOException("no stock", new IOException("disk full"))))
                .orElseThrow();

        assertThat(DeadLetterFilter.causedBy(Pattern.compile("Unchecked")).test(letter))
                .isTrue();
        assertThat(DeadLetterFilter.causedBy(Pattern.compile("\\.IOException$")).test(letter))
                .isTrue();
        assertThat(DeadLetterFilter.causedBy(Pattern.compile("SQL")).test(letter))
                .isFalse();
        assertThat(DeadLetterFilter.saying(Pattern.compile("disk")).test(letter))
                .isTrue();
        assertThat(DeadLetterFilter.failedIn(Set.of(3)).test(letter)).isTrue();
        assertThat(DeadLetterFilter.failedIn(Set.of(4)).test(letter)).isFalse();
        assertThat(DeadLetterFilter.failedAt(42, 42).test(letter)).isTrue();
        assertThat(DeadLetterFilter.failedAt(43, 99).test(letter)).isFalse();
        assertThat(DeadLetterFilter.since(letter.diedAt())
                        .and(DeadLetterFilter.before(letter.diedAt().plusMillis(1)))
                        .test(letter))
                .isTrue();
        assertThat(DeadLetterFilter.before(letter.diedAt()).test(letter)).isFalse();
    }

    @Test
    void aRecordThatDoesNotSayWhereItCameFromIsNoLetter() {
        ConsumerRecord<byte[], byte[]> plain = record("orders-dlt");
        assertThat(DeadLetter.of(plain)).isEmpty();
        for (byte[] topic : new byte[][] {null, {}, {(byte) 0xff}, utf8("a/b"), utf8("a b")}) {
            ConsumerRecord<byte[], byte[]> odd = record("orders-dlt");
            odd.headers().add("kafka_dlt-original-topic", topic);
            assertThat(DeadLetter.of(odd)).isEmpty();
        }
    }

    @Test
    void malformedHeadersOfOthersAreNotThere() {
        ConsumerRecord<byte[], byte[]> record = record("orders-dlt");
        record.headers()
                .add("kafka_dlt-original-topic", utf8("orders"))
                .add("kafka_dlt-original-partition", new byte[3])
                .add("kafka_dlt-original-offset", utf8("42"))
                .add("kafka_dlt-original-timestamp", new byte[] {-1, 0, 0, 0, 0, 0, 0, 0})
                .add("kafka_dlt-exception-fqcn", new byte[] {(byte) 0xc3})
                .add("kafka-lab-redrives", utf8("many"))
                .add("kafka-lab-origin", utf8("orders:x"));
        DeadLetter letter = DeadLetter.of(record).orElseThrow();

        assertThat(letter.place()).isEqualTo(new Origin("orders", -1, -1, -1));
        assertThat(letter.exception()).isEmpty();
        assertThat(letter.reason()).isEqualTo("unknown");
        assertThat(letter.redrives()).isZero();
    }

    @Test
    void roundsAndOriginSurviveADeathInASpringKafkaConsumer() {
        Origin first = new Origin("orders", 3, 1, 5);
        ConsumerRecord<byte[], byte[]> record = record("orders-dlt");
        OriginHeader.set(record.headers(), first, "orders"); // as the redriven record had it
        record.headers().add("kafka-lab-redrives", utf8("2")).add("kafka_dlt-original-topic", utf8("orders"));

        DeadLetter letter = DeadLetter.of(record).orElseThrow();

        assertThat(letter.origin()).isEqualTo(first);
        assertThat(letter.redrives()).isEqualTo(2);
    }

    static ConsumerRecord<byte[], byte[]> dead(Throwable failure) {
        ProducerRecord<byte[], byte[]> written = new DeadLetterRecords("billing", topic -> 0)
                .create(
                        StubDelivery.of(new ConsumerRecord<>("orders", 3, 42, utf8("k"), utf8("v"))),
                        failure,
                        new Recovery.DeadLetter(Optional.empty()));
        ConsumerRecord<byte[], byte[]> record = record(written.topic());
        for (Header header : written.headers()) {
            record.headers().add(header);
        }
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic) {
        return new ConsumerRecord<>(topic, 0, 7, utf8("k"), utf8("v"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
