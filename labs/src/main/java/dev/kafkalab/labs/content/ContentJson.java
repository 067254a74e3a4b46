package dev.kafkalab.labs.content;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.kafkalab.json.JsonSerdes;

/**
 * How the platform writes JSON, in topics, stores and answers: moments as ISO 8601 text in UTC, properties that are not
 * known are ignored. Thread-safe.
 */
public final class ContentJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonSerdes SERDES = new JsonSerdes(MAPPER);

    private ContentJson() {}

    /** Not to be changed. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static JsonSerdes serdes() {
        return SERDES;
    }
}
