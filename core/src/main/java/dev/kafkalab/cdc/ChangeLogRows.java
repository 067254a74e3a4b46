package dev.kafkalab.cdc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rows that triggers wrote. */
record ChangeLogRows(String log, RowRecords records) implements RowFormat {
    private static final int OVERHEAD = 600;

    @Override
    public String columns() {
        return "id, captured, op, row_key, old_key, before_image, after_image,"
                + " CAST(UNIX_TIMESTAMP(changed_at) * 1000 AS SIGNED)";
    }

    @Override
    public Captured read(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        long changedAt = row.getLong(8);
        String table = row.getString(2);
        List<ProducerRecord<byte[], byte[]>> sent = records.of(new RowRecords.Change(
                table,
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                changedAt,
                id));
        int bytes = OVERHEAD;
        for (ProducerRecord<byte[], byte[]> record : sent) {
            bytes += record.value() == null ? 0 : record.value().length;
        }
        return new Captured(log + " id " + id + ", a change of " + table, changedAt, sent, bytes);
    }
}
