package dev.kafkalab.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.OriginHeader;
import dev.kafkalab.consumer.UndecodableRecordException;
import dev.kafkalab.consumer.UndecodableRecordException.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterRecordsTest {
    private static final long TIMESTAMP = 0x0000_018B_CFE5_6800L;
    private static final Recovery.DeadLetter STANDARD = new Recovery.DeadLetter(Optional.empty());

    private final DeadLetterRecords letters = new DeadLetterRecords("billing", topic -> 12);

    @Test
    void placeAndCauseAreWrittenInSpringKafkasNamesAndBytes() {
        ConsumerRecord<byte[], byte[]> record = record("orders", 5, 0x1_0000_0001L, "k", "v");
        ProducerRecord<byte[], byte[]> letter = letters.create(
                StubDelivery.of(record),
                new IllegalStateException("no stock", new RuntimeException(new IOException("disk full"))),
                STANDARD);

        assertThat(hex(letter, "kafka_dlt-original-topic")).isEqualTo("6f7264657273");
        assertThat(hex(letter, "kafka_dlt-original-partition")).isEqualTo("00000005");
        assertThat(hex(letter, "kafka_dlt-original-offset")).isEqualTo("0000000100000001");
        assertThat(hex(letter, "kafka_dlt-original-timestamp")).isEqualTo("0000018bcfe56800");
        assertThat(text(letter, "kafka_dlt-original-timestamp-type")).isEqualTo("CreateTime");
        assertThat(text(letter, "kafka_dlt-original-consumer-group")).isEqualTo("billing");
        assertThat(text(letter, "kafka_dlt-exception-fqcn")).isEqualTo("java.lang.IllegalStateException");
        assertThat(text(letter, "kafka_dlt-exception-cause-fqcn")).isEqualTo("java.io.IOException");
        assertThat(text(letter, "kafka_dlt-exception-message")).isEqualTo("no stock; disk full");
        assertThat(text(letter, "kafka_dlt-exception-stacktrace"))
                .startsWith("java.lang.IllegalStateException: no stock\n\tat ")
                .contains("Caused by: java.io.IOException: disk full");
        assertThat(text(letter, "kafka-lab-origin")).isEqualTo("orders:5:4294967297:" + TIMESTAMP + ":orders-dlt");
    }

    @Test
    void keyValueAndHeadersAreTheOriginalsBytes() {
        ConsumerRecord<byte[], byte[]> record = record("orders", 5, 1, "k", "v");
        record.headers().add("trace", new byte[] {0, (byte) 0xff}).add("trace", null);

        ProducerRecord<byte[], byte[]> letter = create(record, new IOException());

        assertThat(letter.key()).isSameAs(record.key());
        assertThat(letter.value()).isSameAs(record.value());
        assertThat(StreamSupport.stream(letter.headers().headers("trace").spliterator(), false)
                        .map(Header::value))
                .containsExactly(new byte[] {0, (byte) 0xff}, null);
        assertThat(letter.timestamp()).isNull();
        assertThat(record.headers()).hasSize(2);
    }

    @Test
    void aTombstoneWithoutKeyHasItsDeadLetterToo() {
        ProducerRecord<byte[], byte[]> letter =
                create(new ConsumerRecord<>("orders", 5, 1, null, null), new IOException());

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(letter.partition()).isEqualTo(5);
    }

    @Test
    void aKeyStaysInOnePartitionHoweverManyThereAre() {
        ConsumerRecord<byte[], byte[]> record = record("orders", 5, 1, "k", "v");

        assertThat(create(record, new IOException()).partition()).isEqualTo(5);
        assertThat(partitionOf(3, record)).isEqualTo(2);
        assertThat(partitionOf(0, record)).isNull();
    }

    @Test
    void anUndecodableKeyIsReportedAsSpringKafkaReportsIt() {
        ProducerRecord<byte[], byte[]> letter = create(
                record("orders", 5, 1, "k", "v"),
                new UndecodableRecordException(Part.KEY, new Origin("orders", 5, 1, 0), new IOException("odd length")));

        assertThat(text(letter, "kafka_dlt-key-exception-fqcn"))
                .isEqualTo("dev.kafkalab.consumer.UndecodableRecordException");
        assertThat(text(letter, "kafka_dlt-key-exception-message"))
                .isEqualTo("the key of orders-5@1 cannot be decoded; odd length");
        assertThat(text(letter, "kafka_dlt-key-exception-stacktrace")).contains("odd length");
        assertThat(text(letter, "kafka_dlt-exception-cause-fqcn")).isEqualTo("java.io.IOException");
        assertThat(letter.headers().lastHeader("kafka_dlt-exception-fqcn")).isNull();
    }

    @Test
    void headersOfAnEarlierDeathAreReplacedAndTheOriginStays() {
        ConsumerRecord<byte[], byte[]> redriven = record("orders", 5, 100, "k", "v");
        Origin first = new Origin("orders", 5, 7, 1);
        OriginHeader.set(redriven.headers(), first, "orders");
        redriven.headers()
                .add("kafka-lab-redrives", "2".getBytes(StandardCharsets.UTF_8))
                .add("kafka_dlt-original-topic", "elsewhere".getBytes(StandardCharsets.UTF_8))
                .add("kafka_dlt-key-exception-fqcn", "Old".getBytes(StandardCharsets.UTF_8));

        ProducerRecord<byte[], byte[]> letter = create(redriven, new IOException());

        assertThat(texts(letter, "kafka_dlt-original-topic")).containsExactly("orders");
        assertThat(letter.headers().lastHeader("kafka_dlt-key-exception-fqcn")).isNull();
        assertThat(text(letter, "kafka-lab-origin")).isEqualTo("orders:5:7:1:orders-dlt");
        assertThat(text(letter, "kafka-lab-redrives")).isEqualTo("2");
        assertThat(hex(letter, "kafka_dlt-original-offset")).isEqualTo("0000000000000064");
    }

    @Test
    void roundsOfTheRecordItWasMadeFromDoNotCount() {
        ConsumerRecord<byte[], byte[]> derived = record("invoices", 0, 1, "k", "v");
        OriginHeader.set(derived.headers(), new Origin("orders", 5, 7, 1), "orders");
        derived.headers().add("kafka-lab-redrives", "2".getBytes(StandardCharsets.UTF_8));

        assertThat(create(derived, new IOException()).headers().lastHeader("kafka-lab-redrives"))
                .isNull();
    }

    @Test
    void oneThatCameThroughARetryTopicDiesInTheTopicThatIsConsumed() {
        DeadLetterRecords behindRetries =
                new DeadLetterRecords("billing", topic -> 12, topic -> topic.replace("-retry-1", ""), topic -> 1 << 20);
        ConsumerRecord<byte[], byte[]> retried = record("orders-retry-1", 0, 3, "k", "v");
        OriginHeader.set(retried.headers(), new Origin("orders", 5, 7, 1), "orders-retry-1");

        ProducerRecord<byte[], byte[]> letter =
                behindRetries.create(StubDelivery.of(retried), new IOException(), STANDARD);

        assertThat(letter.topic()).isEqualTo("orders-dlt");
        assertThat(letter.partition()).isEqualTo(5);
        assertThat(text(letter, "kafka_dlt-original-topic")).isEqualTo("orders");
        assertThat(hex(letter, "kafka_dlt-original-offset")).isEqualTo("0000000000000007");
    }

    @Test
    void longMessagesAndStackTracesAreCutBetweenCharacters() {
        ProducerRecord<byte[], byte[]> letter =
                create(record("orders", 5, 1, "k", "v"), deep(new IOException("가".repeat(100_000)), 30));

        assertThat(bytes(letter, "kafka_dlt-exception-message").length).isBetween(4000, 4096);
        assertThat(text(letter, "kafka_dlt-exception-message")).matches("(outer; )?가+");
        assertThat(bytes(letter, "kafka_dlt-exception-stacktrace").length).isBetween(16_000, 16_384);
        assertThat(text(letter, "kafka_dlt-exception-stacktrace")).doesNotContain("\uFFFD");
    }

    @Test
    void aLargeRecordsDeadLetterStaysBelowTheLimit() {
        int limit = DeadLetterRecords.STANDARD_MAX_BYTES;
        for (int free : new int[] {25_000, 12_000, 4_000, 1_000, 700}) {
            ProducerRecord<byte[], byte[]> letter = create(
                    new ConsumerRecord<>("orders", 5, 1, new byte[4], new byte[limit - free]),
                    deep(new IOException("x".repeat(10_000)), 30));

            assertThat(size(letter)).as("with %d bytes left", free).isLessThanOrEqualTo(limit);
            assertThat(text(letter, "kafka_dlt-exception-fqcn")).isEqualTo("java.lang.IllegalStateException");
        }
    }

    @Test
    void anExceptionThatCannotSayWhatItIsHasADeadLetter() {
        ProducerRecord<byte[], byte[]> letter = create(record("orders", 5, 1, "k", "v"), new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("lazy loading failed");
            }
        });

        assertThat(letter.headers().lastHeader("kafka_dlt-exception-message")).isNull();
        assertThat(text(letter, "kafka_dlt-exception-fqcn")).startsWith("dev.kafkalab.retry.DeadLetterRecordsTest$");
    }

    @Test
    void aDeadLetterTopicHasAName() {
        assertThat(letters.create(
                                StubDelivery.of(record("orders", 5, 1, "k", "v")),
                                new IOException(),
                                new Recovery.DeadLetter(Optional.of("graveyard")))
                        .topic())
                .isEqualTo("graveyard");
        assertThatIllegalArgumentException().isThrownBy(() -> Recovery.deadLetter(" "));
    }

    private ProducerRecord<byte[], byte[]> create(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        return letters.create(StubDelivery.of(record), failure, STANDARD);
    }

    private static Integer partitionOf(int count, ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetterRecords("billing", topic -> count)
                .create(StubDelivery.of(record), new IOException(), STANDARD)
                .partition();
    }

    private static Throwable deep(Throwable failure, int depth) {
        return depth == 0 ? failure : deep(new IllegalStateException(depth == 1 ? "outer" : null, failure), depth - 1);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, int partition, long offset, String key, String value) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                TIMESTAMP,
                TimestampType.CREATE_TIME,
                1,
                1,
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] bytes(ProducerRecord<?, ?> letter, String header) {
        return letter.headers().lastHeader(header).value();
    }

    private static String hex(ProducerRecord<?, ?> letter, String header) {
        return HexFormat.of().formatHex(bytes(letter, header));
    }

    private static String text(ProducerRecord<?, ?> letter, String header) {
        return new String(bytes(letter, header), StandardCharsets.UTF_8);
    }

    private static List<String> texts(ProducerRecord<?, ?> letter, String header) {
        return StreamSupport.stream(letter.headers().headers(header).spliterator(), false)
                .map(found -> new String(found.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** As Kafka's producer estimates it before it refuses a record. */
    private static int size(ProducerRecord<byte[], byte[]> letter) {
        return org.apache.kafka.common.record.internal.AbstractRecords.estimateSizeInBytesUpperBound(
                (byte) 2,
                org.apache.kafka.common.compress.Compression.NONE.type(),
                letter.key(),
                letter.value(),
                Stream.of(letter.headers().toArray()).toArray(Header[]::new));
    }
}
