package dev.kafkalab.labs.content.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafkalab.labs.content.ContentJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * How posts are indexed: settings and mapping, as {@code post-index.json} beside this class has them. Each index says in
 * its {@code _meta} which definition it was made from, so that a change is noticed.
 */
final class IndexDefinition {
    private static final String RESOURCE = "post-index.json";

    private final ObjectNode definition;
    private final String fingerprint;

    private IndexDefinition(byte[] json) throws IOException {
        this.definition = (ObjectNode) ContentJson.mapper().readTree(json);
        this.fingerprint = fingerprint(definition.toString());
    }

    static IndexDefinition standard() {
        try (InputStream json = Objects.requireNonNull(IndexDefinition.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new IndexDefinition(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** What tells it from other definitions. */
    String fingerprint() {
        return fingerprint;
    }

    /**
     * The body of a request that makes an index.
     *
     * @param maker what tells this index from one of the same name that somebody else made
     */
    ObjectNode body(String maker) {
        ObjectNode body = definition.deepCopy();
        ((ObjectNode) body.get("mappings"))
                .putObject("_meta")
                .put("definition", fingerprint)
                .put("maker", maker);
        return body;
    }

    String refreshInterval() {
        return definition.at("/settings/index/refresh_interval").asText();
    }

    /** Whether an index with this mapping was made from this definition. */
    boolean made(JsonNode mapping) {
        return mapping.at("/_meta/definition").asText().equals(fingerprint);
    }
}
