package dev.kafkalab.cdc;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The value of a change event in Debezium's JSON without schemas (its documentation, "MySQL connector: change event
 * values"). Rows come as JSON already, so it is put together from text.
 *
 * @param relay {@code source.name}
 */
record DebeziumEnvelope(String relay, String database, String table, String file) {
    /**
     * @param before the row before, as JSON
     * @param after the row after, as JSON
     * @param op c, u, d or r
     * @param changedAt milliseconds, {@code source.ts_ms}
     * @param position {@code source.pos}, which rises
     * @param now milliseconds, {@code ts_ms}
     */
    byte[] value(@Nullable String before, @Nullable String after, String op, long changedAt, long position, long now) {
        StringBuilder json =
                new StringBuilder(400 + (before == null ? 0 : before.length()) + (after == null ? 0 : after.length()));
        json.append("{\"before\":").append(before);
        json.append(",\"after\":").append(after);
        json.append(",\"source\":{\"version\":\"0.1\",\"connector\":\"kafka-lab\",\"name\":");
        quoted(json, relay);
        json.append(",\"ts_ms\":").append(changedAt);
        json.append(",\"snapshot\":\"").append(op.equals("r")).append("\",\"db\":");
        quoted(json, database);
        json.append(",\"sequence\":null,\"table\":");
        quoted(json, table);
        json.append(",\"server_id\":0,\"gtid\":null,\"file\":");
        quoted(json, file);
        json.append(",\"pos\":").append(position);
        json.append(",\"row\":0,\"thread\":null,\"query\":null},\"op\":\"").append(op);
        json.append("\",\"ts_ms\":").append(now);
        json.append(",\"transaction\":null}");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quoted(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
