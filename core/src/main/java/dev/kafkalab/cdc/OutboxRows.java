package dev.kafkalab.cdc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rows of an outbox, as Debezium's outbox event router sends them. Payloads pass as bytes; nothing looks into them. */
final class OutboxRows implements RowFormat {
    private static final int OVERHEAD = 200;

    private final TableDescription table;
    private final TopicPattern topics;
    private final Map<String, String> topicOf = new HashMap<>();

    OutboxRows(TableDescription table, TopicPattern topics) {
        this.table = table;
        this.topics = topics;
    }

    @Override
    public String columns() {
        String changedAt = table.column("created_at").isPresent()
                ? "CAST(UNIX_TIMESTAMP(created_at) * 1000 AS SIGNED)"
                : "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
        return Stream.of("id", "aggregatetype", "aggregateid", "type", "payload")
                        .map(this::utf8)
                        .reduce((left, right) -> left + ", " + right)
                        .orElseThrow()
                + ", " + changedAt;
    }

    private String utf8(String name) {
        Column column = table.requireColumn(name);
        return column.charset().isEmpty() || column.isUtf8() ? name : "CONVERT(" + name + " USING utf8mb4)";
    }

    @Override
    public Captured read(ResultSet row) throws SQLException {
        byte[] id = row.getBytes(1);
        String aggregateType = row.getString(2);
        byte[] payload = row.getBytes(5);
        long changedAt = row.getLong(6);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic(aggregateType), null, changedAt, row.getBytes(3), payload);
        record.headers().add("id", id).add("eventType", row.getBytes(4));
        return new Captured(
                table.fullName() + " id " + new String(id, StandardCharsets.US_ASCII),
                changedAt,
                List.of(record),
                OVERHEAD + (payload == null ? 0 : payload.length));
    }

    private String topic(String aggregateType) {
        return topicOf.computeIfAbsent(aggregateType, type -> topics.topic(Map.of("aggregatetype", type)));
    }
}
