package dev.kafkalab.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON; made by {@link JsonSerdes}.
 *
 * <p>Thread-safe. A value that Jackson cannot write is a {@link SerializationException} that names its type, not its
 * content.
 */
public final class JsonSerializer<T> implements Serializer<T> {
    private final ObjectMapper mapper;

    JsonSerializer(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new SerializationException(
                    "cannot write a " + value.getClass().getName() + " as JSON for topic " + topic, e);
        }
    }
}
