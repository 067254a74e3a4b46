package dev.kafkalab.cli.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TextLinesTest {
    private static final RecordTarget TARGET = new RecordTarget(Optional.of("t"), OptionalInt.empty(), true, List.of());

    @Test
    void theFirstDelimiterSplitsKeyAndValue() {
        ProducerRecord<byte[], byte[]> record = parse(lines("::", false), "a:b::c::d");
        assertThat(record.key()).asString().isEqualTo("a:b");
        assertThat(record.value()).asString().isEqualTo("c::d");
    }

    @Test
    void aLineWithoutTheDelimiterIsAValueWithoutKey() {
        ProducerRecord<byte[], byte[]> record = parse(lines("\t", false), "abc");
        assertThat(record.key()).isNull();
        assertThat(record.value()).asString().isEqualTo("abc");
    }

    @Test
    void anEmptyValueIsATombstoneOnlyWhereAskedFor() {
        assertThat(parse(lines(" ", true), "key ").value()).isNull();
        assertThat(parse(lines(" ", false), "key ").value()).isEmpty();
        assertThat(parse(lines(" ", false), " v").key()).isEmpty();
    }

    @Test
    void carriageReturnsAndInvalidUtf8AreKept() {
        byte[] line = {'k', ' ', (byte) 0xff, '\r'};
        assertThat(lines(" ", false).parse(line, 0, 4).value()).containsExactly(0xff, '\r');
    }

    private static TextLines lines(String delimiter, boolean emptyIsNull) {
        return new TextLines(
                TARGET, Optional.empty(), Optional.of(delimiter.getBytes(StandardCharsets.UTF_8)), emptyIsNull);
    }

    private static ProducerRecord<byte[], byte[]> parse(TextLines lines, String line) {
        byte[] bytes = ("before" + line + "after").getBytes(StandardCharsets.UTF_8);
        return lines.parse(bytes, 6, bytes.length - 5);
    }
}
