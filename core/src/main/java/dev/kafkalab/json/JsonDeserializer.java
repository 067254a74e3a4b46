package dev.kafkalab.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values from JSON; made by {@link JsonSerdes}.
 *
 * <p>Thread-safe. Bytes that are not such a value are a {@link SerializationException} that names the type and the place
 * in the text; the content is in its cause alone.
 */
public final class JsonDeserializer<T> implements Deserializer<T> {
    private final ObjectMapper mapper;
    private final JavaType type;

    JsonDeserializer(ObjectMapper mapper, JavaType type) {
        this.mapper = mapper;
        this.type = type;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return mapper.readValue(bytes, type);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new SerializationException(
                    "not a %s in JSON, topic %s%s"
                            .formatted(
                                    type.toCanonical(),
                                    topic,
                                    at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr()),
                    e);
        } catch (IOException e) {
            throw new SerializationException("cannot read JSON of topic " + topic, e);
        }
    }
}
