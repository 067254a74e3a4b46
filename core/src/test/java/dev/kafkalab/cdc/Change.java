package dev.kafkalab.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What a record says of a change, in one form: 1.0 is 1, and fields are sorted.
 *
 * @param op as in the envelope, or {@code tombstone}
 * @param before columns, empty if there was none
 * @param moved headers that tell of a changed key
 */
record Change(String key, String op, Map<String, String> before, Map<String, String> after, Map<String, String> moved) {
    private static final List<String> MOVED = List.of("__debezium.newkey", "__debezium.oldkey");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @param value null for a tombstone */
    static Change of(String key, String value, Map<String, String> headers) throws JsonProcessingException {
        Map<String, String> moved = new TreeMap<>();
        for (String header : MOVED) {
            if (headers.get(header) != null) {
                moved.put(header, canonical(JSON.readTree(headers.get(header))));
            }
        }
        String sortedKey = canonical(JSON.readTree(key));
        if (value == null) {
            return new Change(sortedKey, "tombstone", Map.of(), Map.of(), moved);
        }
        JsonNode envelope = JSON.readTree(value);
        return new Change(
                sortedKey,
                envelope.get("op").textValue(),
                image(envelope.get("before")),
                image(envelope.get("after")),
                moved);
    }

    private static Map<String, String> image(JsonNode row) throws JsonProcessingException {
        Map<String, String> columns = new TreeMap<>();
        for (Map.Entry<String, JsonNode> column : row.properties()) {
            columns.put(column.getKey(), sameForm(column.getKey(), column.getValue()));
        }
        return columns;
    }

    /** The same value can have more than one text, for Debezium too: by where it reads it. */
    private static String sameForm(String column, JsonNode value) throws JsonProcessingException {
        if (value.isNull()) {
            return "null";
        }
        if (column.equals("c_json")) {
            return "document " + canonical(JSON.readTree(value.textValue()));
        }
        if (column.startsWith("c_float")) {
            return "float " + value.floatValue();
        }
        if (column.startsWith("c_timestamp")) {
            return "instant " + Instant.parse(value.textValue());
        }
        return canonical(value);
    }

    private static String canonical(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
        }
        if (node.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields.toString();
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(Change::canonical)
                    .toList()
                    .toString();
        }
        return node.toString();
    }

    String head() {
        return op + " " + key + (moved.isEmpty() ? "" : " " + moved);
    }

    /** Column by column, so that a difference is readable. */
    List<String> differences(Change theirs) {
        List<String> differences = new ArrayList<>(differences("before", before, theirs.before));
        differences.addAll(differences("after", after, theirs.after));
        return differences;
    }

    private static List<String> differences(String image, Map<String, String> ours, Map<String, String> theirs) {
        Map<String, String> all = new TreeMap<>(ours);
        theirs.forEach(all::putIfAbsent);
        return all.keySet().stream()
                .filter(name -> !Objects.equals(ours.get(name), theirs.get(name)))
                .map(name -> "%s.%s: ours %s, Debezium's %s".formatted(image, name, ours.get(name), theirs.get(name)))
                .toList();
    }
}
