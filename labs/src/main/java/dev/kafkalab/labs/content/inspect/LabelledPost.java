package dev.kafkalab.labs.content.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.content.ContentJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A text of which it is known what category it belongs to. */
record LabelledPost(String title, String content, long categoryId) {
    private static final String SAMPLES = "/dev/kafkalab/labs/content/sample-posts.jsonl";

    /** The project's own posts, each in the category it was written for. */
    static List<LabelledPost> samples() {
        return read(SAMPLES);
    }

    /** @param resource of lines of JSON with {@code title}, {@code content} and {@code categoryId} */
    static List<LabelledPost> read(String resource) {
        List<LabelledPost> posts = new ArrayList<>();
        try (InputStream file = Objects.requireNonNull(LabelledPost.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode post = ContentJson.mapper().readTree(line);
                posts.add(new LabelledPost(
                        post.path("title").asText(),
                        post.path("content").asText(),
                        post.path("categoryId").asLong()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return posts;
    }
}
