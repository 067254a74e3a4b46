package dev.kafkalab.cdc;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.Header;
import io.debezium.engine.format.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Debezium's MySQL connector, embedded, with what it has captured so far. Closing ends it. */
final class Debezium implements AutoCloseable {
    /** An event as it would reach Kafka. */
    record Event(String topic, String key, String value, Map<String, String> headers) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final DebeziumEngine<ChangeEvent<String, String>> engine;
    private volatile String failure;

    private Debezium(Properties properties) {
        engine = DebeziumEngine.create(Json.class, Json.class, Json.class)
                .using(properties)
                .using((DebeziumEngine.CompletionCallback) (success, message, error) -> failure = message)
                .notifying(this::note)
                .build();
        executor.execute(engine);
    }

    /**
     * @param exports how the sandbox's MySQL is reached
     * @param tables separated by commas
     */
    static Debezium start(
            Map<String, String> exports, String prefix, String tables, String snapshotMode, Path directory) {
        URI address = URI.create(exports.get("KAFKA_LAB_MYSQL_URL").substring("jdbc:".length()));
        String database = address.getPath().substring(1);
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "name",
                prefix,
                "connector.class",
                "io.debezium.connector.mysql.MySqlConnector",
                "topic.prefix",
                prefix,
                "database.hostname",
                address.getHost(),
                "database.port",
                String.valueOf(address.getPort()),
                "database.user",
                exports.get("KAFKA_LAB_MYSQL_USER"),
                "database.password",
                exports.get("KAFKA_LAB_MYSQL_PASSWORD"),
                "database.include.list",
                database,
                "table.include.list",
                database + "." + tables.replace(",", "," + database + ".")));
        properties.putAll(Map.of(
                "database.server.id",
                String.valueOf(20_000 + Math.floorMod(prefix.hashCode(), 10_000)),
                "offset.storage",
                "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                "offset.storage.file.filename",
                directory.resolve(prefix + ".offsets").toString(),
                "schema.history.internal",
                "io.debezium.storage.file.history.FileSchemaHistory",
                "schema.history.internal.file.filename",
                directory.resolve(prefix + ".history").toString(),
                "snapshot.mode",
                snapshotMode,
                "snapshot.locking.mode",
                "none",
                "include.schema.changes",
                "false"));
        // What the envelope promises to equal.
        properties.putAll(Map.of("converter.schemas.enable", "false", "decimal.handling.mode", "string"));
        properties.putAll(Map.of(
                "database.ssl.mode", "disabled",
                "driver.allowPublicKeyRetrieval", "true",
                "poll.interval.ms", "20"));
        return new Debezium(properties);
    }

    private void note(ChangeEvent<String, String> event) {
        Map<String, String> headers = new HashMap<>();
        for (Header<String> header : event.<String>headers()) {
            headers.put(header.getKey(), header.getValue());
        }
        events.add(new Event(event.destination(), event.key(), event.value(), headers));
    }

    /** @throws IllegalStateException if it has stopped */
    List<Event> events(String topic) {
        if (failure != null) {
            throw new IllegalStateException("Debezium stopped: " + failure);
        }
        return events.stream().filter(event -> event.topic().equals(topic)).toList();
    }

    @Override
    public void close() throws Exception {
        engine.close();
        executor.shutdown();
        executor.awaitTermination(30, TimeUnit.SECONDS);
    }
}
