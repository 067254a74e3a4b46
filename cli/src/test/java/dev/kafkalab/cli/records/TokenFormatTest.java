package dev.kafkalab.cli.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.cli.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TokenFormatTest {
    @Test
    void everyTokenOfKcatIsKnown() {
        ConsumerRecord<byte[], byte[]> record = record("key", "value");
        record.headers().add("a", "1".getBytes(StandardCharsets.UTF_8)).add("b", null);
        assertThat(print("%t %p %o %k %s %K %S %T %h %%\\n", record))
                .isEqualTo("topic 3 42 key value 3 5 1700000000000 a=1,b=NULL %\n");
    }

    @Test
    void nullsHaveLengthMinusOne() {
        assertThat(print("[%k|%s|%K|%S]", record(null, null))).isEqualTo("[||-1|-1]");
    }

    @Test
    void theLengthInBytesIsBigEndian() {
        assertThat(print("%R", record("k", "value"))).isEqualTo("\0\0\0\5");
    }

    @Test
    void escapesAreThoseOfKcat() {
        assertThat(Escapes.bytes("a\\n\\r\\t\\0\\x41\\\\\\q한"))
                .isEqualTo("a\n\r\t\0A\\\\q한".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownTokenIsAUsageErrorThatNamesTheKnownOnes() {
        assertThatThrownBy(() -> new TokenFormat("%x", new byte[0]))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("%x")
                .hasMessageContaining("%k");
        assertThatThrownBy(() -> new TokenFormat("50%", new byte[0])).isInstanceOf(CommandException.class);
    }

    private static String print(String format, ConsumerRecord<byte[], byte[]> record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputBuffer out = new OutputBuffer(new PrintStream(bytes));
        new TokenFormat(format, new byte[0]).write(record, out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String value) {
        return new ConsumerRecord<>(
                "topic",
                3,
                42,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
