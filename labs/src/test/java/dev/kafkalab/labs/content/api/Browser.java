package dev.kafkalab.labs.content.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks the platform over HTTP. Thread-safe. */
public final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI server;
    private final HttpClient client = HttpClient.newHttpClient();

    public Browser(HttpServer server) {
        this.server = server.uri();
    }

    /** @param without what the header of stores that did not answer says */
    public record Answer(int status, JsonNode body, Optional<String> total, Optional<String> without) {
        public String text(String field) {
            return body.path(field).asText();
        }
    }

    public Answer create(String title, String content) throws IOException, InterruptedException {
        return send("POST", "/posts", """
                {"title": "%s", "content": "%s", "userId": 1, "categoryId": 1}""".formatted(title, content));
    }

    public Answer detail(long id) throws IOException, InterruptedException {
        return get("/posts/" + id + "/detail");
    }

    public Answer search(String keyword, String page) throws IOException, InterruptedException {
        return get("/list/search?keyword=" + URLEncoder.encode(keyword, StandardCharsets.UTF_8) + "&page=" + page);
    }

    public Answer inbox(long user) throws IOException, InterruptedException {
        return get("/list/inbox/" + user);
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET().build());
    }

    /** @param json empty: no body */
    public Answer send(String method, String path, String json) throws IOException, InterruptedException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                ContentJson.mapper().readTree(response.body()),
                response.headers().firstValue(ContentApi.TOTAL),
                response.headers().firstValue(ContentApi.WITHOUT));
    }
}
