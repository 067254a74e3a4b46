package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lines as kcat takes them: a value, or a key and a value with a delimiter between. A line without the delimiter is a
 * value without a key. Bytes pass as they are.
 */
final class TextLines implements RecordParser {
    private final RecordTarget target;
    private final String topic;
    private final @Nullable Integer partition;
    private final byte @Nullable [] fixedKey;
    private final byte @Nullable [] delimiter;
    private final boolean emptyIsNull;

    /** @param emptyIsNull whether an empty value is a tombstone */
    TextLines(RecordTarget target, Optional<byte[]> fixedKey, Optional<byte[]> keyDelimiter, boolean emptyIsNull) {
        this.target = target;
        this.topic = target.topic().orElseThrow(() -> CommandException.usage("name a topic: -t TOPIC"));
        this.partition = target.partition().isPresent() ? target.partition().getAsInt() : null;
        this.fixedKey = fixedKey.orElse(null);
        this.delimiter = keyDelimiter.orElse(null);
        this.emptyIsNull = emptyIsNull;
    }

    @Override
    public ProducerRecord<byte[], byte[]> parse(byte[] buffer, int from, int to) {
        byte[] key = fixedKey;
        int valueFrom = from;
        if (delimiter != null) {
            int at = indexOf(delimiter, buffer, from, to);
            if (at >= 0) {
                key = Arrays.copyOfRange(buffer, from, at);
                valueFrom = at + delimiter.length;
            }
        }
        byte[] value = emptyIsNull && valueFrom == to ? null : Arrays.copyOfRange(buffer, valueFrom, to);
        return new ProducerRecord<>(
                topic, partition, null, key, value, target.headers().isEmpty() ? null : target.headers());
    }

    private static int indexOf(byte[] sought, byte[] buffer, int from, int to) {
        byte first = sought[0];
        for (int i = from, last = to - sought.length; i <= last; i++) {
            if (buffer[i] == first
                    && (sought.length == 1 || Arrays.equals(buffer, i, i + sought.length, sought, 0, sought.length))) {
                return i;
            }
        }
        return -1;
    }
}
