package dev.kafkalab.labs.logs.index;

import dev.kafkalab.labs.logs.search.SearchServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What fields are, in all indices of one name: the file {@code template.json} beside this class. */
public final class IndexTemplate {
    private IndexTemplate() {}

    /** The template of indices whose names begin so. */
    public static String json(String index) {
        try (InputStream stream = Objects.requireNonNull(IndexTemplate.class.getResourceAsStream("template.json"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("${index}", index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void install(SearchServer server, String index) {
        server.send("PUT", "/_index_template/" + index, json(index));
    }
}
