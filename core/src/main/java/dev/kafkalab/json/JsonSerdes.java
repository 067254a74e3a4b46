package dev.kafkalab.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * JSON (RFC 8259, UTF-8) for any type that Jackson knows: records, beans, maps, {@code JsonNode}.
 *
 * <p>A null is a null: tombstones stay tombstones. Properties that the type does not have are ignored, so that a producer
 * may add some before its consumers know them; bytes after the JSON value are an error.
 *
 * <p>Thread-safe, as are the serializers and deserializers it makes.
 */
public final class JsonSerdes {
    private static final JsonSerdes STANDARD = new JsonSerdes(JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build());

    private final ObjectMapper mapper;

    /** @param mapper how to map, for instance with Jackson's module for {@code java.time}; not to be changed any more */
    public JsonSerdes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Maps with Jackson's defaults, but as this class promises. */
    public static JsonSerdes standard() {
        return STANDARD;
    }

    public <T> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(serializer(), deserializer(type));
    }

    public <T> JsonSerializer<T> serializer() {
        return new JsonSerializer<>(mapper);
    }

    public <T> JsonDeserializer<T> deserializer(Class<T> type) {
        return new JsonDeserializer<>(mapper, mapper.constructType(type));
    }

    /** For types with type parameters: {@code mapper.constructType(new TypeReference<List<Order>>() {})}. */
    public <T> JsonDeserializer<T> deserializer(JavaType type) {
        return new JsonDeserializer<>(mapper, type);
    }
}
