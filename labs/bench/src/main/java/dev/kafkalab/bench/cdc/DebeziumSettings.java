package dev.kafkalab.bench.cdc;

import java.nio.file.Path;
import java.util.Properties;

/**
 * Properties of Debezium's engine and connector. What is not here is at its default.
 *
 * @param snapshotMode {@code initial}: the rows that are there; {@code no_data}: what is written from now on, or since the
 *     offset it finds
 * @param router whether its outbox event router makes the same records as ours; else there are plain envelopes
 * @param pollMillis {@code poll.interval.ms}; 0 for the default
 * @param bulk whether its queue and batches are four times the default, which is quicker where there is much to carry
 */
record DebeziumSettings(String snapshotMode, boolean router, int pollMillis, boolean bulk) {
    static final String OFFSETS = "offsets.dat";
    static final String HISTORY = "history.dat";

    Properties properties(CaptureRequest request, Database database) {
        Path directory = Path.of(request.directory());
        Properties properties = new Properties();
        properties.setProperty("name", "bench"); // offsets are kept under it
        properties.setProperty("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        properties.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        properties.setProperty(
                "offset.storage.file.filename", directory.resolve(OFFSETS).toString());
        properties.setProperty("schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory");
        properties.setProperty(
                "schema.history.internal.file.filename",
                directory.resolve(HISTORY).toString());
        properties.setProperty("schema.history.internal.store.only.captured.tables.ddl", "true");
        properties.setProperty("topic.prefix", "bench");
        properties.setProperty("database.hostname", database.host());
        properties.setProperty("database.port", String.valueOf(database.port()));
        properties.setProperty("database.user", database.user());
        properties.setProperty("database.password", database.password());
        properties.setProperty("database.ssl.mode", "disabled");
        properties.setProperty("driver.allowPublicKeyRetrieval", "true");
        properties.setProperty(
                "database.server.id",
                String.valueOf(10_000 + Math.floorMod(request.name().hashCode(), 1_000_000)));
        properties.setProperty("database.include.list", database.name());
        properties.setProperty("table.include.list", database.name() + "." + request.table());
        properties.setProperty("snapshot.mode", snapshotMode);
        properties.setProperty("snapshot.locking.mode", "none"); // nobody writes meanwhile
        properties.setProperty("include.schema.changes", "false");
        properties.setProperty("converter.schemas.enable", "false");
        if (pollMillis > 0) {
            properties.setProperty("poll.interval.ms", String.valueOf(pollMillis));
        }
        if (bulk) {
            properties.setProperty("max.queue.size", "32768");
            properties.setProperty("max.batch.size", "8192");
        }
        if (router) {
            // The router leaves strings: as JSON they would be quoted once more.
            properties.setProperty("converter.class", "org.apache.kafka.connect.storage.StringConverter");
            properties.setProperty("transforms", "outbox");
            properties.setProperty("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
            properties.setProperty("transforms.outbox.table.fields.additional.placement", "type:header:eventType");
        } else {
            // As the router does: by the row's own id, events of an aggregate would be in different partitions.
            properties.setProperty("message.key.columns", database.name() + "." + request.table() + ":aggregateid");
        }
        return properties;
    }
}
