package dev.kafkalab.labs.content.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.workers.RunningPlatform;
import dev.kafkalab.labs.http.HttpServer;
import dev.kafkalab.labs.http.HttpSettings;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
class ContentApiIT {
    private static final Duration CARRIED = Duration.ofSeconds(30);

    @Test
    void aPostGoesThroughAllStoresAndOutAgain(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "api");
                ContentApi api = ContentApi.open(
                        platform.stores(),
                        platform.names(),
                        Optional.of(RunningPlatform.start(platform.stores(), platform.names(), Optional.empty())));
                HttpServer server = HttpServer.start(HttpSettings.loopback(0), List.of(api), Optional.empty())) {
            Browser browser = new Browser(server);
            Browser.Answer created = browser.send("POST", "/posts", """
                    {"title": "카프카 브로커 운영", "content": "서버와 데이터베이스, 메시지를 다루는 소프트웨어 이야기. Consumers of a broker.",
                     "userId": 1, "categoryId": 1}""");
            assertThat(created.status()).isEqualTo(201);
            assertThat(created.body().path("version").asLong()).isEqualTo(1);
            assertThat(created.body().path("deletedAt").isNull()).isTrue();
            long id = created.body().path("id").asLong();

            // At once, whoever has carried it so far.
            Browser.Answer read = browser.detail(id);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.text("userName")).isEqualTo("user1");
            assertThat(read.text("categoryName")).isEqualTo("IT");
            assertThat(read.body().path("updated").asBoolean(true)).isFalse();
            await().atMost(CARRIED).until(() -> shows(browser.search("브로커", "0"), id));
            assertThat(shows(browser.search("consumer", "0"), id)).isTrue();
            assertThat(shows(browser.search("브로커 데이터베이스", "0"), id))
                    .as("a word of the title and one of the content")
                    .isTrue();
            await().atMost(CARRIED).until(() -> shows(browser.inbox(2), id));
            Browser.Answer inbox = browser.inbox(2);
            assertThat(inbox.total()).contains("1");
            assertThat(fields(inbox.body().get(0))).containsExactly("id", "title", "userName", "createdAt");

            Browser.Answer updated = browser.send("PUT", "/posts/" + id, """
                    {"title": "Kafka brokers", "content": "A server, a database and a consumer of messages.", "categoryId": 1}""");
            assertThat(updated.body().path("version").asLong()).isEqualTo(2);
            await().atMost(CARRIED)
                    .until(() -> browser.detail(id).body().path("updated").asBoolean());
            await().atMost(CARRIED).until(() -> shows(browser.search("브로커", "0")));

            // It does not fit its category any more, so nobody is shown it.
            browser.send("PUT", "/posts/" + id, """
                    {"title": "A beach hotel", "content": "A trip to the sea: flights, hotels, luggage and beaches.", "categoryId": 1}""");
            await().atMost(CARRIED).until(() -> browser.detail(id).status() == 404);
            await().atMost(CARRIED).until(() -> shows(browser.inbox(2)));
            await().atMost(CARRIED).until(() -> shows(browser.search("beach", "0")));

            Browser.Answer deleted = browser.send("DELETE", "/posts/" + id, "");
            assertThat(deleted.body().path("deletedAt").isTextual()).isTrue();
            assertThat(browser.send("DELETE", "/posts/" + id, "").status()).isEqualTo(404);
            assertThat(browser.get("/health").text("status")).isIn("UP", "DEGRADED");
        }
    }

    @Test
    void badInputIsSaidFieldByField(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "api-bad");
                ContentApi api = ContentApi.open(platform.stores(), platform.names());
                HttpServer server = HttpServer.start(HttpSettings.loopback(0), List.of(api), Optional.empty())) {
            Browser browser = new Browser(server);
            assertThat(errors(browser.send("POST", "/posts", """
                            {"title": "", "content": "c", "userId": 31, "categoryId": 4}""")))
                    .containsExactly(
                            "title must not be empty",
                            "userId must be a user; there is no user 31",
                            "categoryId must be a category; there is no category 4");
            assertThat(errors(browser.create("x".repeat(101), "c")))
                    .containsExactly("title must have 1 to 100 characters, not 101");
            assertThat(errors(browser.send("POST", "/posts", """
                            {"title": 1, "content": "c", "userId": "one", "categoryId": 1}""")))
                    .containsExactlyInAnyOrder("title must be text", "userId must be a whole number");
            assertThat(browser.send("PUT", "/posts/99999", """
                                    {"title": "t", "content": "c", "categoryId": 1}""").status()).isEqualTo(404);
            assertThat(errors(browser.search("", "-1")))
                    .containsExactly(
                            "keyword must not be empty", "page must be a whole number from 0 to 1999, not '-1'");
            assertThat(errors(browser.get("/list/inbox/0?page=x"))).hasSize(2);
            assertThat(browser.get("/list/inbox/31").status()).isEqualTo(404);
            assertThat(browser.detail(99_999).status()).isEqualTo(404);
            // Plain text, whatever it looks like.
            for (String keyword : List.of("title:(a OR", "\"", "*", "a AND NOT b~5^2 /x/", "{\"query\": 1}")) {
                assertThat(browser.search(keyword, "0").status()).as(keyword).isEqualTo(200);
            }
        }
    }

    /** An index that has just been made answers 503 for a moment. */
    private static boolean shows(Browser.Answer list, Long... posts) {
        List<Long> ids = new ArrayList<>();
        list.body().forEach(post -> ids.add(post.path("id").asLong()));
        return list.status() == 200 && ids.equals(List.of(posts));
    }

    private static List<String> errors(Browser.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        List<String> errors = new ArrayList<>();
        answer.body()
                .path("errors")
                .forEach(error -> errors.add(error.path("field").asText() + " "
                        + error.path("message").asText()));
        return errors;
    }

    private static List<String> fields(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
