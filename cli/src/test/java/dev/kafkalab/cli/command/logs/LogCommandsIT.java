package dev.kafkalab.cli.command.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log pipeline as a user has it. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.ELASTICSEARCH})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LogCommandsIT {
    @TempDir
    Path home;

    private Map<String, String> exports = Map.of();

    @BeforeEach
    void servers(Sandbox sandbox) {
        exports = sandbox.exports();
    }

    private Result run(String... arguments) {
        CommandHarness harness = new CommandHarness(home);
        exports.forEach(harness::environment);
        return harness.run(arguments);
    }

    private Result succeeds(String... arguments) {
        Result result = run(arguments);
        assertThat(result.exitCode())
                .as("%s: %s", List.of(arguments), result.err())
                .isEqualTo(ExitCode.OK);
        return result;
    }

    private void refresh(String index) {
        try (SearchServer server = SearchServer.connect(exports.get("KAFKA_LAB_ELASTICSEARCH_URL"))) {
            server.send("POST", "/" + index + "-*/_refresh");
        }
    }

    @Test
    void fromAFileToAChart() throws Exception {
        String topic = "log-commands";
        Path log = home.resolve("app.log");
        Files.write(
                log,
                List.of(
                        "2026-01-31T23:00:00Z INFO took 1500 us",
                        "2026-02-01T01:00:00Z WARN took 2500 us",
                        "what is this"));
        Files.writeString(log, "2026-02-01T02:00:00Z INFO not ye", StandardOpenOption.APPEND);
        String registry = home.resolve("registry.json").toString();

        assertThat(succeeds("ship-logs", "--once", log.toString(), "-t", topic, "--registry", registry)
                        .err())
                .contains("3 events of 1 file", "left: the last line of " + log + " (32 bytes), which does not end");
        assertThat(succeeds("ship-logs", "--once", log.toString(), "-t", topic, "--registry", registry)
                        .err())
                .contains("0 events of 1 file");

        String[] index = {
            "index-logs",
            "--once",
            "-t",
            topic,
            "--pattern",
            "%{TIMESTAMP_ISO8601:date} %{LOGLEVEL:level} took %{INT:micros:int} us"
        };
        assertThat(succeeds(index).err()).contains("2 documents in " + topic + "-*, 1 rejected (topic " + topic);
        assertThat(succeeds("dlt", "show", "-t", topic + "-rejected").out()).contains(topic, "UnmatchedLineException");

        refresh(topic);
        JsonNode figures = new ObjectMapper()
                .readTree(succeeds("chart-logs", "--index", topic, "--output", "json")
                        .out());
        assertThat(figures.path("requests").asInt()).isEqualTo(2);
        assertThat(figures.path("durations").isObject()).isTrue();
        JsonNode warnings = new ObjectMapper()
                .readTree(succeeds("chart-logs", "--index", topic, "--query", "level:WARN", "--output", "json")
                        .out());
        assertThat(warnings.path("requests").asInt()).isEqualTo(1);
        assertThat(succeeds("chart-logs", "--index", topic, "--width", "80").out())
                .contains("2 requests")
                .doesNotContain("\u001B");

        Path page = home.resolve("page.html");
        Path picture = home.resolve("picture.png");
        succeeds("chart-logs", "--index", topic, "--html", page.toString(), "--png", picture.toString());
        assertThat(page).content().startsWithIgnoringCase("<!doctype html>").doesNotContain("src=\"http");
        assertThat(picture).binaryContent().startsWith(0x89, 'P', 'N', 'G');
        assertThat(run("chart-logs", "--index", topic, "--query", "level:(").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Result ship = run("ship-logs", "--once", home + "/none*.log", "-t", "log-commands-none");
        assertThat(ship.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(ship.err()).isEqualTo("kafka-lab: no file with anything in it matches " + home + "/none*.log\n");
        assertThat(run("index-logs", "--once", "-t", "no-such-topic").exitCode())
                .isEqualTo(ExitCode.NOT_FOUND);
        Result chart = run("chart-logs", "--index", "no-such-logs");
        assertThat(chart.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(chart.err()).isEqualTo("kafka-lab: no index is called no-such-logs-…; make one with: index-logs\n");
    }

    @Test
    void aRegistryThatCannotBeOpenedIsAPrecondition() throws Exception {
        Path log = Files.writeString(home.resolve("app.log"), "a line\n");
        Result result = run("ship-logs", "--once", log.toString(), "-t", "log-commands-none", "--registry", home + "");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(result.err()).startsWith("kafka-lab: cannot open the registry " + home);
    }
}
