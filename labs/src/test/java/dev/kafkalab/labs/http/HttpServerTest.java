package dev.kafkalab.labs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import dev.kafkalab.health.Health;
import dev.kafkalab.health.Health.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a port of loopback that is free. */
@Timeout(120)
class HttpServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_LIMIT = 1_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final NotesApi notes = new NotesApi();
    private HttpServer server;

    @BeforeEach
    void start() {
        server = HttpServer.start(
                new HttpSettings("127.0.0.1", 0, BODY_LIMIT, Duration.ofSeconds(10)), List.of(notes), Optional.empty());
    }

    @AfterEach
    void stop() {
        notes.slowMayEnd.countDown();
        notes.later.forEach(answer -> answer.complete(Response.noContent()));
        server.close();
    }

    @Test
    void answersWithParametersOfPathAndQuery() throws Exception {
        HttpResponse<String> answer = get("/notes/12?title=%EB%85%B8%ED%8A%B8%20%2B1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"id\":12,\"title\":\"노트 +1\"}");
    }

    @Test
    void aFixedPathWinsOverAParameter() throws Exception {
        notes.slowMayEnd.countDown();

        assertThat(get("/notes/slow").body()).isEqualTo("{\"slow\":true}");
    }

    @Test
    void aParameterThatIsNotWhatItMustBeIsNamed() throws Exception {
        JsonNode problem = problem(get("/notes/-1"), 400);

        assertThat(problem.path("errors"))
                .isEqualTo(JSON.readTree(
                        "[{\"field\":\"id\",\"message\":\"must be a whole number of at least 1, not '-1'\"}]"));
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnce() throws Exception {
        JsonNode problem = problem(post("/notes", "{\"title\":\" \"}"), 400);

        assertThat(problem.path("detail").asText()).isEqualTo("2 fields are not valid");
        assertThat(problem.path("errors").findValuesAsText("field")).containsExactly("title", "userId");
    }

    @Test
    void whatHasTheWrongTypeIsNamedAtOnceToo() throws Exception {
        JsonNode problem = problem(
                post("/notes", "{\"title\":5,\"userId\":\"seven\",\"at\":\"yesterday\",\"marks\":[1,2.5,\"x\"]}"), 400);

        assertThat(problem.path("errors")).isEqualTo(JSON.readTree("""
                        [{"field":"title","message":"must be text"},
                         {"field":"userId","message":"must be a whole number"},
                         {"field":"at","message":"must be a moment, as 2026-01-31T12:00:00Z"},
                         {"field":"marks[1]","message":"must be a whole number"},
                         {"field":"marks[2]","message":"must be a whole number"}]"""));
    }

    @Test
    void aBodyThatIsNoJsonSaysWhere() throws Exception {
        assertThat(problem(post("/notes", "{\"title\":\n  \"a\" \"b\"}"), 400)
                        .path("detail")
                        .asText())
                .startsWith("the body is not JSON: look at line 2, column ");
        assertThat(problem(post("/notes", "{} {}"), 400).path("detail").asText())
                .startsWith("the body is not JSON");
        assertThat(problem(post("/notes", "{\"title\":\"a\",\"title\":\"b\"}"), 400)
                        .path("detail")
                        .asText())
                .startsWith("the body is not JSON");
        assertThat(problem(post("/notes", "[]"), 400).path("detail").asText()).isEqualTo("body must be an object");
        assertThat(problem(post("/notes", "null"), 400).path("detail").asText())
                .isEqualTo("the body is null; it must be a JSON object");
        assertThat(problem(post("/notes", ""), 400).path("detail").asText())
                .isEqualTo("the body is empty; it must be JSON");
    }

    @Test
    void aBodyThatIsNotSaidToBeJsonIsRefused() throws Exception {
        problem(send("POST", "/notes", "{}", "text/plain"), 415);
        problem(send("POST", "/notes/echo", "{}", "application/x-www-form-urlencoded"), 415);

        assertThat(send("POST", "/notes/echo", "{\"title\":\"a\"}", "application/JSON; charset=utf-8")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
        String large = "{\"title\":\"" + "x".repeat(5 * BODY_LIMIT) + "\"}";

        assertThat(problem(post("/notes", large), 413).path("detail").asText())
                .isEqualTo("a body may have up to 1000 bytes");
        HttpRequest chunked = request("/notes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))
                .build();
        problem(client.send(chunked, BodyHandlers.ofString()), 413);
    }

    @Test
    void whatIsMadeHasAPlace() throws Exception {
        HttpResponse<String> answer = post("/notes", "{\"title\":\"a\",\"userId\":1,\"unknown\":true}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/notes/7");
        assertThat(send("DELETE", "/notes/9", "", "application/json").statusCode())
                .isEqualTo(204);
    }

    @Test
    void aPathThatIsNotThereIsAProblem() throws Exception {
        assertThat(problem(get("/nothing%20here"), 404).path("detail").asText())
                .isEqualTo("there is no /nothing here; / lists what there is");
    }

    @Test
    void aMethodThatIsNotAllowedIsToldWhichAre() throws Exception {
        HttpResponse<String> answer = send("PUT", "/notes/1", "{}", "application/json");

        problem(answer, 405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow().split(", "))
                .containsExactlyInAnyOrder("GET", "HEAD", "DELETE", "OPTIONS");
        HttpResponse<String> options = send("OPTIONS", "/notes", "", "application/json");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("POST, OPTIONS");
    }

    @Test
    void headIsGetWithoutABody() throws Exception {
        HttpResponse<String> answer = send("HEAD", "/notes/1", "", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).contains("27");
    }

    @Test
    void aFaultOfOursTellsNothingOfItself() throws Exception {
        HttpResponse<String> answer = send("DELETE", "/notes/1", "", "application/json");

        problem(answer, 500);
        assertThat(answer.body()).doesNotContain("secret", "Exception", "jdbc", "dev.kafkalab");
    }

    @Test
    void errorsAndFailuresOfFailuresAreFaultsOfOursToo() throws Exception {
        problem(send("DELETE", "/notes/5", "", "application/json"), 500);
        problem(send("DELETE", "/notes/6", "", "application/json"), 500);
    }

    @Test
    void aStoreThatDoesNotAnswerIsNamed() throws Exception {
        HttpResponse<String> answer = send("DELETE", "/notes/2", "", "application/json");

        assertThat(problem(answer, 503).path("store").asText()).isEqualTo("Redis");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aSystemSaysWhatItsFailuresMean() throws Exception {
        assertThat(problem(send("DELETE", "/notes/3", "", "application/json"), 409)
                        .path("detail")
                        .asText())
                .isEqualTo("known to the system");
        problem(send("DELETE", "/notes/4", "", "application/json"), 404);
    }

    @Test
    void answersThatComeLaterHoldNoThread() throws Exception {
        int many = 200; // far more than there are threads
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            asked.add(client.sendAsync(request("/notes/later").build(), BodyHandlers.ofString()));
        }
        await().until(() -> notes.later.size() == many);

        assertThat(get("/notes/5").statusCode()).isEqualTo(200);
        notes.later.forEach(answer -> answer.complete(Response.json(List.of(1))));
        for (CompletableFuture<HttpResponse<String>> answer : asked) {
            assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo("[1]");
        }
    }

    @Test
    void anAnswerThatFailsLaterIsAProblemToo() throws Exception {
        CompletableFuture<HttpResponse<String>> first =
                client.sendAsync(request("/notes/later").build(), BodyHandlers.ofString());
        await().until(() -> notes.later.size() == 1);
        notes.later.remove().completeExceptionally(ProblemException.unavailable("Kafka", new IOException()));

        assertThat(problem(first.get(), 503).path("store").asText()).isEqualTo("Kafka");
        assertThat(problem(post("/notes/echo", "{"), 400).path("title").asText())
                .isEqualTo("Bad Request");
    }

    @Test
    void aBodyThatComesSlowlyIsWaitedFor() throws Exception {
        byte[] body = "{\"title\":\"slowly\",\"userId\":1}".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /notes HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
            for (byte b : body) {
                out.write(b);
                out.flush();
            }
            assertThat(in.lines().skip(1).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).startsWith("HTTP/1.1 201"));
        }
    }

    @Test
    void requestsInFlightAreAnsweredBeforeItStops() throws Exception {
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("/notes/slow").build(), BodyHandlers.ofString());
        CompletableFuture<HttpResponse<String>> later =
                client.sendAsync(request("/notes/later").build(), BodyHandlers.ofString());
        notes.slowReached.await();
        await().until(() -> notes.later.size() == 1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        await().until(() -> refusesConnections() || get("/health").statusCode() == 503);
        assertThat(closing).isNotDone();

        notes.slowMayEnd.countDown();
        notes.later.remove().complete(Response.json(List.of()));

        assertThat(slow.get().statusCode()).isEqualTo(200);
        assertThat(later.get().statusCode()).isEqualTo(200);
        closing.get(60, TimeUnit.SECONDS);
        server.awaitStopped();
        assertThat(refusesConnections()).isTrue();
    }

    private boolean refusesConnections() {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aPortThatIsTakenIsAPreconditionInOneLine() {
        int port = server.address().getPort();

        assertThatThrownBy(() -> HttpServer.start(HttpSettings.loopback(port), List.of(), Optional.empty()))
                .isInstanceOfSatisfying(
                        KafkaLabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PRECONDITION))
                .hasMessage("port " + port + " of 127.0.0.1 is in use; name another with --port, or 0 for any");
        assertThatThrownBy(() -> HttpServer.start(
                        HttpSettings.loopback(0).host("no.such.host.invalid"), List.of(), Optional.empty()))
                .isInstanceOfSatisfying(
                        KafkaLabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USAGE));
    }

    @Test
    void itsHealthIsThatOfItsWorstPart() throws Exception {
        assertThat(get("/health").body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":{\"store\":{\"status\":\"UP\",\"reasons\":[]}}}");

        notes.store = new Health(Status.DEGRADED, List.of("late"));
        assertThat(get("/health").statusCode()).isEqualTo(200);

        notes.store = new Health(Status.DOWN, List.of("gone"));
        HttpResponse<String> down = get("/health");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(down.body()).at("/checks/store/reasons/0").asText())
                .isEqualTo("gone");
    }

    @Test
    void thePageAndAllThatItLoadsComeFromHere() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        List<String> links = java.util.regex.Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(links).hasSize(5).allMatch(link -> link.startsWith("/"));
        for (String link : links) {
            assertThat(get(link).statusCode()).as(link).isEqualTo(200);
        }
        problem(get("/swagger-ui/5/..%2F..%2Fpom.xml"), 404);
        assertThat(JSON.readTree(get("/openapi.json").body()).path("paths").fieldNames())
                .toIterable()
                .contains("/notes/{id}", "/health");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path)).timeout(Duration.ofSeconds(100));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body, "application/json");
    }

    private HttpResponse<String> send(String method, String path, String body, String mediaType)
            throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", mediaType)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).isEqualTo("about:blank");
        assertThat(problem.path("title").asText()).isNotBlank();
        return problem;
    }
}
