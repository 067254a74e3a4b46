package dev.kafkalab.sandbox.elasticsearch;

import dev.kafkalab.sandbox.fetch.PinnedJars;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The jars of {@code elasticsearch.lock}: the server and all it needs. */
final class ElasticsearchJars {
    static final String VERSION = "8.19.21";
    static final String LOCK = "elasticsearch.lock";

    private ElasticsearchJars() {}

    static PinnedJars pinned() {
        try (InputStream lock = ElasticsearchJars.class.getResourceAsStream(LOCK)) {
            if (lock == null) {
                throw new IllegalStateException(LOCK + " is missing");
            }
            return PinnedJars.parse(
                    "elasticsearch " + VERSION, new String(lock.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
