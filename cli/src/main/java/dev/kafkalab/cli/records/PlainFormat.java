package dev.kafkalab.cli.records;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The value and a delimiter, and where asked for the key and its delimiter before them. */
final class PlainFormat implements RecordFormat {
    private final byte @Nullable [] keyDelimiter;
    private final byte[] delimiter;
    private final byte[] forNull;

    PlainFormat(Optional<byte[]> keyDelimiter, byte[] delimiter, byte[] forNull) {
        this.keyDelimiter = keyDelimiter.orElse(null);
        this.delimiter = delimiter;
        this.forNull = forNull;
    }

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputBuffer out) {
        if (keyDelimiter != null) {
            out.write(record.key() == null ? forNull : record.key());
            out.write(keyDelimiter);
        }
        out.write(record.value() == null ? forNull : record.value());
        out.write(delimiter);
    }
}
