package dev.kafkalab.dedup;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.consumer.Delivery;
import java.io.IOException;

/** A field of a JSON value. */
record JsonFieldId(JsonPointer pointer) implements RecordId {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonFieldId {
        if (pointer.matches()) {
            throw new IllegalArgumentException("JSON pointer of the id is empty; it must name a field, such as /id");
        }
    }

    @Override
    public String of(Delivery<?> delivery) {
        JsonNode field = parsed(delivery).at(pointer);
        if (!(field.isTextual() || field.isIntegralNumber()) || field.asText().isEmpty()) {
            throw missing(delivery, "");
        }
        return field.asText();
    }

    private JsonNode parsed(Delivery<?> delivery) {
        byte[] value = delivery.record().value();
        if (value == null) {
            throw missing(delivery, " (it is a tombstone)");
        }
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            // Not as the cause: its message may quote the value.
            throw missing(delivery, " (its value is not JSON)");
        }
    }

    private MissingIdException missing(Delivery<?> delivery, String why) {
        return new MissingIdException(delivery.origin(), "JSON field " + pointer + why);
    }
}
