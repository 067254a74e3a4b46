package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process, without any store: it starts, says where it is, answers, and ends cleanly. */
@Timeout(120)
class ServeIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    @Test
    void saysWhereItIsAnswersAndEndsWithTheSignalAndAWholeLog() throws Exception {
        Path log = home.resolve("access.log");
        try (ServeProcess serve = new ServeProcess(
                home, ServeProcess.NOBODY, "--port", "0", "--access-log", log.toString(), "--output", "json")) {
            JsonNode address = JSON.readTree(serve.firstLine());
            URI url = URI.create(address.path("url").asText());
            assertThat(address.path("host").asText()).isEqualTo("127.0.0.1");
            assertThat(address.path("port").asInt()).isEqualTo(url.getPort());

            assertThat(get(url).headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            JsonNode document = JSON.readTree(get(url.resolve("/openapi.json")).body());
            assertThat(document.path("paths").path("/health").has("get")).isTrue();
            assertThat(JSON.readTree(get(url.resolve("/health")).body())
                            .path("status")
                            .asText())
                    .isIn("UP", "DEGRADED", "DOWN");
            serve.terminate();

            assertThat(serve.exitCode()).isIn(130, 143);
            assertThat(serve.more()).isEmpty();
            assertThat(serve.err()).contains("end with Ctrl-C").doesNotContain("Exception", "at dev.");
        }

        assertThat(Files.readAllLines(log))
                .anyMatch(
                        line -> line.matches(
                                "127\\.0\\.0\\.1 - - \\[.*] \"GET /health HTTP/1\\.1\" \\d{3} \\d+ \\d+ \"-\" \"Java-http-client/.*\""));
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
