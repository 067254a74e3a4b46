package dev.kafkalab.cli.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the content platform while MySQL alone is up: nobody answers at the other stores' addresses. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class ContentCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    @Test
    void postsAreWrittenWithMySqlAloneAndReadFromIt(Sandbox sandbox) throws IOException {
        JsonNode created = json(
                run(sandbox, "create", "--user", "3", "--category", "2", "--title", "제주 여행", "--content", "first"));
        String id = created.path("id").asText();
        assertThat(created.path("version").asLong()).isEqualTo(1);
        assertThat(json(run(sandbox, "update", id, "--title", "Jeju"))
                        .path("version")
                        .asLong())
                .isEqualTo(2);
        Result piped = harness(sandbox)
                .input("from standard input\n".getBytes(StandardCharsets.UTF_8))
                .run("content", "update", id, "--content", "-", "--output", "jsonl");
        assertThat(json(piped).path("version").asLong()).isEqualTo(3);

        Result read = run(sandbox, "get", id);
        JsonNode post = json(read);
        assertThat(post.path("title").asText()).isEqualTo("Jeju");
        assertThat(post.path("content").asText()).isEqualTo("from standard input");
        assertThat(post.path("userName").asText()).isEqualTo("user3");
        assertThat(post.path("categoryName").asText()).isEqualTo("Travel");
        assertThat(read.err()).contains("Redis does not answer");

        assertThat(json(run(sandbox, "delete", id)).path("deletedAt").isTextual())
                .isTrue();
        refuses(sandbox, ExitCode.NOT_FOUND, "post " + id + " was deleted", "delete", id);
        refuses(sandbox, ExitCode.NOT_FOUND, "there is no post " + id, "get", id);
    }

    @Test
    void whatIsWrongOrDownIsOneLineWithItsExitCode(Sandbox sandbox) {
        refuses(
                sandbox,
                ExitCode.USAGE,
                "title must not be empty; content must not be empty; userId must be a user; there is no user 31;"
                        + " categoryId must be a category; there is no category 4",
                "create",
                "--user",
                "31",
                "--category",
                "4",
                "--title",
                "",
                "--content",
                " ");
        refuses(
                sandbox,
                ExitCode.USAGE,
                "title must have 1 to 100 characters, not 101",
                "create",
                "--user",
                "1",
                "--category",
                "1",
                "--title",
                "x".repeat(101),
                "--content",
                "c");
        refuses(sandbox, ExitCode.NOT_FOUND, "there is no post 99999999", "update", "99999999", "--title", "t");
        refuses(sandbox, ExitCode.USAGE, "name what is to change", "update", "1");
        refuses(sandbox, ExitCode.USAGE, "page is -1; it must be 0", "search", "kafka", "--page", "-1");
        refuses(sandbox, ExitCode.USAGE, "page is -1; it must be 0", "feed", "2", "--page", "-1");
        refuses(sandbox, ExitCode.UNREACHABLE, "Elasticsearch does not answer", "search", "kafka");
        refuses(sandbox, ExitCode.UNREACHABLE, "MongoDB does not answer", "feed", "2");
        Result unreachable = harness(sandbox)
                .environment("KAFKA_LAB_MYSQL_URL", "jdbc:mysql://127.0.0.1:1/campus")
                .run("content", "delete", "1");
        assertThat(unreachable.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(unreachable.err())
                .contains("no answer from MySQL at 127.0.0.1:1/campus")
                .doesNotContain("\tat ");
    }

    @Test
    void aFileIsLoadedAndItsBadLinesAreNamed(Sandbox sandbox) throws IOException {
        Path file = home.resolve("posts.jsonl");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            lines.add("{\"title\": \"loaded %d\", \"content\": \"c\", \"userId\": 1, \"categoryId\": 1}".formatted(i));
        }
        lines.set(100, "{\"title\": \"\", \"content\": \"c\", \"userId\": 99, \"categoryId\": 1}");
        lines.set(300, "no JSON");
        Files.write(file, lines);
        Result loaded = run(sandbox, "load", file.toString());
        assertThat(loaded.exitCode()).isEqualTo(ExitCode.PARTLY_FAILED);
        assertThat(loaded.err())
                .contains("line 101 of " + file + " was not loaded: title must not be empty; userId must be a user")
                .contains("line 301 of " + file + " was not loaded: it is no JSON")
                .contains("448 posts in ", " posts/s)")
                .contains("2 of 450 posts were not loaded");

        Result csv = harness(sandbox)
                .input("title,content,userId,categoryId\nT,\"a, b\",1,2\n".getBytes(StandardCharsets.UTF_8))
                .run("content", "load", "-", "--csv");
        assertThat(csv.exitCode()).as(csv.err()).isEqualTo(ExitCode.OK);
        assertThat(csv.err()).contains("1 post in ");
        Result sample = run(sandbox, "load");
        assertThat(sample.exitCode()).as(sample.err()).isEqualTo(ExitCode.OK);
        assertThat(sample.err()).contains("360 posts in ");
        refuses(sandbox, ExitCode.NOT_FOUND, "no file none.jsonl", "load", "none.jsonl");
        refuses(sandbox, ExitCode.USAGE, "exclude each other", "load", file.toString(), "--sample");
    }

    private void refuses(Sandbox sandbox, int exitCode, String line, String... arguments) {
        Result result = run(sandbox, arguments);
        assertThat(result.err()).contains(line);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
    }

    private Result run(Sandbox sandbox, String... arguments) {
        List<String> all = new ArrayList<>(List.of("content"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--output", "jsonl"));
        return harness(sandbox).run(all.toArray(String[]::new));
    }

    private CommandHarness harness(Sandbox sandbox) {
        Map<String, String> stores = sandbox.exports();
        CommandHarness harness = new CommandHarness(home);
        for (String name : List.of("URL", "USER", "PASSWORD")) {
            String variable = "KAFKA_LAB_MYSQL_" + name;
            harness.environment(variable, Objects.requireNonNull(stores.get(variable)));
        }
        return harness.environment("KAFKA_LAB_MONGO_URL", "mongodb://127.0.0.1:1")
                .environment("KAFKA_LAB_REDIS_URL", "redis://127.0.0.1:1")
                .environment("KAFKA_LAB_ELASTICSEARCH_URL", "http://127.0.0.1:1");
    }

    private static JsonNode json(Result result) throws IOException {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(result.bytes());
    }
}
