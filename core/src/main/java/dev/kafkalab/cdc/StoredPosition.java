package dev.kafkalab.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafkalab.KafkaLabException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A position as it lies in Kafka: JSON such as {@code {"source":"campus.outbox","read":7,"open":[[3,4]],"made":"…"}}.
 *
 * @param source database and table, so that a name is not used for another table by mistake
 */
record StoredPosition(String source, Position position) {
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] bytes() {
        ObjectNode node = JSON.createObjectNode().put("source", source);
        if (position instanceof Position.Ids ids) {
            node.put("read", ids.read()).put("made", ids.tableMade());
            ArrayNode open = node.putArray("open");
            ids.open().forEach(gap -> open.addArray().add(gap.from()).add(gap.to()));
        } else if (position instanceof Position.Time time) {
            node.put("closed", time.closed());
        }
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static StoredPosition of(byte[] bytes) {
        JsonNode node;
        try {
            node = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw KafkaLabException.precondition(
                    "what the position topic holds is not a position; was it written by others?");
        }
        Position position;
        if (node.has("closed")) {
            position = new Position.Time(node.path("closed").asText());
        } else {
            List<Gap> open = new ArrayList<>();
            node.path("open")
                    .forEach(gap ->
                            open.add(new Gap(gap.path(0).asLong(), gap.path(1).asLong())));
            position = new Position.Ids(
                    node.path("read").asLong(), open, node.path("made").asText());
        }
        return new StoredPosition(node.path("source").asText(), position);
    }
}
