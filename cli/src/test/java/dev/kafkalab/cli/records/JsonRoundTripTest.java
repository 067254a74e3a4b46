package dev.kafkalab.cli.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRoundTripTest {
    private final JsonLines lines =
            new JsonLines(new RecordTarget(Optional.empty(), OptionalInt.empty(), true, List.of()));

    @Test
    void anyBytesComeBack() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            ConsumerRecord<byte[], byte[]> record = random(random);
            byte[] json = json(record);
            assertThat(new String(json, StandardCharsets.UTF_8).indexOf('\n'))
                    .as("seed %d", seed)
                    .isEqualTo(new String(json, StandardCharsets.UTF_8).length() - 1);
            ProducerRecord<byte[], byte[]> back = lines.parse(json, 0, json.length - 1);
            assertThat(back).isNotNull();
            assertThat(back.topic()).isEqualTo(record.topic());
            assertThat(back.partition()).isEqualTo(record.partition());
            assertThat(back.timestamp()).isEqualTo(record.timestamp());
            assertThat(back.key()).as("seed %d", seed).isEqualTo(record.key());
            assertThat(back.value()).as("seed %d", seed).isEqualTo(record.value());
            assertThat(pairs(back.headers())).as("seed %d", seed).isEqualTo(pairs(record.headers()));
        }
    }

    private static ConsumerRecord<byte[], byte[]> random(Random random) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "topic",
                random.nextInt(5),
                random.nextLong(1L << 40),
                random.nextLong(1L << 41),
                TimestampType.CREATE_TIME,
                0,
                0,
                bytes(random),
                bytes(random),
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                Optional.empty());
        for (int i = random.nextInt(4); i > 0; i--) {
            record.headers().add("name" + random.nextInt(2), bytes(random));
        }
        return record;
    }

    /** Null, text of any characters, or any bytes. */
    private static byte[] bytes(Random random) {
        int kind = random.nextInt(5);
        if (kind == 0) {
            return null;
        }
        if (kind < 3) {
            int[] codes = random.ints(random.nextInt(30), 0, 0x110000)
                    .filter(code -> code < 0xd800 || code > 0xdfff)
                    .map(code -> random.nextBoolean() ? code % 128 : code)
                    .toArray();
            return new String(codes, 0, codes.length).getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static List<String> pairs(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(header -> header.key() + "=" + Arrays.toString(header.value()))
                .toList();
    }

    private static byte[] json(ConsumerRecord<byte[], byte[]> record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputBuffer out = new OutputBuffer(new PrintStream(bytes));
        new JsonFormat(out).write(record, out);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void bytesThatAreNoUtf8AreBase64() {
        assertThat(Utf8.isValid(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}))
                .isFalse();
        assertThat(Utf8.isValid(new byte[] {(byte) 0xc0, (byte) 0x80})).isFalse();
        assertThat(Utf8.isValid("가€😀".getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void otherJsonThanAStringStandsForItsText() throws Exception {
        assertThat(parse("{\"topic\":\"t\",\"key\":7,\"value\": {\"a\" : [1, 2.50]} }")
                        .value())
                .asString()
                .isEqualTo("{\"a\" : [1, 2.50]}");
        assertThat(parse("{\"topic\":\"t\",\"key\":12.50,\"value\":true}").key())
                .asString()
                .isEqualTo("12.50");
    }

    @Test
    void whatKcatWritesIsUnderstood() throws Exception {
        ProducerRecord<byte[], byte[]> record =
                parse("{\"topic\":\"t\",\"partition\":1,\"offset\":3,\"tstype\":\"create\",\"ts\":17,\"broker\":1,"
                        + "\"headers\":[\"a\",\"1\",\"b\",null],\"key\":\"k\",\"payload\":\"v\"}");
        assertThat(record.timestamp()).isEqualTo(17);
        assertThat(record.value()).asString().isEqualTo("v");
        assertThat(record.headers()).extracting(Header::key).containsExactly("a", "b");
    }

    @Test
    void aBlankLineIsNoRecord() throws Exception {
        assertThat(lines.parse("  ".getBytes(StandardCharsets.UTF_8), 0, 2)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"t\",\"value\":\"a\"",
                "{\"topic\":\"t\",\"value\":\"a\"} {}",
                "[1]",
                "{\"topic\":\"t\",\"key\":\"a\"}",
                "{\"value\":\"a\"}",
                "{\"topic\":\"t\",\"value\":\"a\",\"vlaue\":1}",
                "{\"topic\":\"t\",\"value\":\"*\",\"valueEncoding\":\"base64\"}",
                "{\"topic\":\"t\",\"value\":\"a\",\"valueEncoding\":\"latin1\"}",
                "{\"topic\":\"t\",\"value\":\"\\ud800\"}",
                "{\"topic\":\"t\",\"value\":\"a\",\"timestamp\":\"now\"}",
                "{\"topic\":\"t\",\"value\":\"a\",\"partition\":99999999999}",
                "{\"topic\":\"t\",\"value\":\"a\",\"headers\":[[\"a\"]]}"
            })
    void whatIsNoRecordIsRefused(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(MalformedRecordException.class);
    }

    private ProducerRecord<byte[], byte[]> parse(String line) throws MalformedRecordException {
        byte[] bytes = ("xx" + line).getBytes(StandardCharsets.UTF_8);
        return lines.parse(bytes, 2, bytes.length);
    }
}
