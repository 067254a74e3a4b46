package dev.kafkalab.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpLoadTest {
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.merge(body, 1, Integer::sum);
            byte[] answer = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            int status = Integer.parseInt(body) % 10 == 0 ? 409 : 200;
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyRequestIsSentOnceAndEveryAnswerCounted() throws Exception {
        LoadResult result;
        try (HttpLoad load = new HttpLoad(server.getAddress(), 16, HttpLoadTest::request)) {
            result = load.run(500);
        }

        assertThat(result.statuses()).isEqualTo(Map.of(200, 450L, 409, 50L));
        assertThat(result.micros().getTotalCount()).isEqualTo(500);
        assertThat(result.millis(100)).isPositive();
        assertThat(seen)
                .hasSize(500)
                .allSatisfy((body, times) -> assertThat(times).isEqualTo(1));
    }

    private static byte[] request(long number) {
        String body = Long.toString(number);
        return ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
