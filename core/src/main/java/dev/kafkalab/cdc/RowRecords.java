package dev.kafkalab.cdc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records that a changed row becomes. Of one thread.
 *
 * @param file {@code source.file} of the envelope: the table that was read
 */
record RowRecords(
        String relay,
        String database,
        String file,
        TopicPattern topics,
        Envelope envelope,
        boolean tombstones,
        Map<String, DebeziumEnvelope> envelopes) {
    RowRecords(String relay, String database, String file, RelaySettings settings) {
        this(relay, database, file, settings.topics(), settings.envelope(), settings.tombstones(), new HashMap<>());
    }

    /** A change of a row; images and keys are JSON. */
    record Change(
            String table,
            String op,
            String key,
            @Nullable String oldKey,
            @Nullable String before,
            @Nullable String after,
            long changedAt,
            long position) {}

    /** One record for most; a changed key is a delete of the old and a create of the new, as Debezium has it. */
    List<ProducerRecord<byte[], byte[]>> of(Change change) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(2);
        if (change.oldKey() != null) {
            deleted(records, change, change.oldKey());
            records.forEach(record -> record.headers().add("__debezium.newkey", bytes(change.key())));
            ProducerRecord<byte[], byte[]> created = record(change, change.key(), "c", null, change.after());
            created.headers().add("__debezium.oldkey", bytes(change.oldKey()));
            records.add(created);
        } else if (change.op().equals("d")) {
            deleted(records, change, change.key());
        } else {
            records.add(record(change, change.key(), change.op(), change.before(), change.after()));
        }
        return records;
    }

    private void deleted(List<ProducerRecord<byte[], byte[]>> records, Change change, String key) {
        records.add(record(change, key, "d", change.before(), null));
        if (tombstones && envelope == Envelope.DEBEZIUM) {
            records.add(new ProducerRecord<byte[], byte[]>(
                    topic(change.table()), null, change.changedAt(), bytes(key), null));
        }
    }

    private ProducerRecord<byte[], byte[]> record(
            Change change, String key, String op, @Nullable String before, @Nullable String after) {
        byte[] value;
        if (envelope == Envelope.DEBEZIUM) {
            value = envelopes
                    .computeIfAbsent(change.table(), table -> new DebeziumEnvelope(relay, database, table, file))
                    .value(before, after, op, change.changedAt(), change.position(), System.currentTimeMillis());
        } else {
            value = after == null ? null : bytes(after);
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic(change.table()), null, change.changedAt(), bytes(key), value);
        if (envelope == Envelope.PLAIN) {
            record.headers().add("__op", bytes(op));
        }
        return record;
    }

    private String topic(String table) {
        return topics.topic(Map.of("database", database, "table", table));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
