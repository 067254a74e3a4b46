package dev.kafkalab.labs.content.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kafkalab.labs.content.ContentJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks OpenAI's chat protocol and does to a post what its title says: {@code busy} (429 once), {@code broken}
 * (500 once), {@code failing} (500 always), {@code slow} (no answer in time, once), {@code silent} (never), {@code garbled},
 * {@code vague}, {@code refusal}, {@code misfit}; anything else fits.
 */
final class ChatEndpoint implements AutoCloseable {
    static final String KEY = "sk-test-secret";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    /** The bodies of questions. */
    final List<JsonNode> questions = new CopyOnWriteArrayList<>();
    /** Takes no key any more. */
    volatile boolean locked;
    /** Once the model is mended, all answers are good. */
    volatile boolean mended;

    ChatEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    ChatSettings settings(Duration timeout) {
        return new ChatSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1"),
                "test-model",
                Optional.of(KEY),
                timeout);
    }

    int asked(String title) {
        return asked.getOrDefault(title, new AtomicInteger()).get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = ContentJson.mapper().readTree(exchange.getRequestBody());
            questions.add(question);
            String post = question.at("/messages/1/content").asText();
            String title = ContentJson.mapper().readTree(post).path("title").asText();
            int times =
                    asked.computeIfAbsent(title, absent -> new AtomicInteger()).incrementAndGet();
            if (locked || !("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                respond(exchange, 401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}");
                return;
            }
            String kind = mended ? "" : title.split(" ")[0];
            boolean first = times == 1;
            switch (kind) {
                case "busy" -> {
                    if (first) {
                        exchange.getResponseHeaders().add("Retry-After", "1");
                        respond(exchange, 429, "{}");
                    } else {
                        judge(exchange, true);
                    }
                }
                case "broken" -> judgeUnless(first, exchange, 500);
                case "failing" -> respond(exchange, 500, "oops");
                case "slow", "silent" -> {
                    if (first || kind.equals("silent")) {
                        closed.await();
                    }
                    judge(exchange, true);
                }
                case "garbled" -> say(exchange, message("Sure! It fits."));
                case "vague" -> say(exchange, message("{\"fits\": \"maybe\"}"));
                case "refusal" -> say(exchange, message(null).put("refusal", "I cannot help with that."));
                case "misfit" -> judge(exchange, false);
                default -> judge(exchange, true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void judgeUnless(boolean fails, HttpExchange exchange, int status) throws IOException {
        if (fails) {
            respond(exchange, status, "oops");
        } else {
            judge(exchange, true);
        }
    }

    private static void judge(HttpExchange exchange, boolean fits) throws IOException {
        say(
                exchange,
                message(
                        fits
                                ? "{\"fits\": true, \"reason\": null, \"tags\": [\"A\", \"b\", \"b\", \"c\", \"d\", \"e\", \"f\"]}"
                                : "{\"fits\": false, \"reason\": \"about something else\", \"tags\": []}"));
    }

    private static ObjectNode message(String content) {
        return JsonNodeFactory.instance.objectNode().put("role", "assistant").put("content", content);
    }

    private static void say(HttpExchange exchange, ObjectNode message) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "chat.completion");
        body.putArray("choices").addObject().put("finish_reason", "stop").set("message", message);
        respond(exchange, 200, body.toString());
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
