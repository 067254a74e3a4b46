package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.DisplayWidth;
import dev.kafkalab.labs.frame.LabTexts;
import dev.kafkalab.labs.frame.Language;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lab from the command line: run, verified, interrupted, two at once. */
@SandboxTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LabCommandIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CELL = Pattern.compile("\\S+(?: \\S+)*");

    @TempDir
    private Path home;

    private String servers;
    private CommandHarness lab;

    @BeforeEach
    void setUp(Sandbox sandbox) {
        servers = sandbox.bootstrapServers().orElseThrow();
        lab = new CommandHarness(home).environment("KAFKA_LAB_BOOTSTRAP_SERVER", servers);
    }

    private Result ends(int exitCode, String... arguments) {
        Result result = lab.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        return result;
    }

    private void fails(int exitCode, String named, String... arguments) {
        Result result = ends(exitCode, arguments);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("kafka-lab: ").contains(named);
    }

    private List<String> topics() {
        return ends(ExitCode.OK, "topic", "list", "--output", "csv")
                .out()
                .lines()
                .filter(line -> line.startsWith("lab-commit-"))
                .toList();
    }

    private String state() throws IOException {
        return status("state");
    }

    private String status(String field) throws IOException {
        return new ObjectMapper()
                .readTree(ends(ExitCode.OK, "lab", "status", "commit", "--output", "json")
                        .bytes())
                .get(0)
                .get(field)
                .asText();
    }

    /** As a run on other brokers has left it. */
    private void ranOn(String others) throws IOException {
        Path journal = home.resolve("labs").resolve("commit").resolve("journal.json");
        Files.createDirectories(journal.getParent());
        Files.writeString(
                journal,
                "{\"run\":\"abcd\",\"servers\":\"%s\",\"cluster\":\"theirs\",\"ran\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(others));
    }

    @Test
    void whatARunLeftOnOtherBrokersIsNotForgottenUnlessAsked() throws Exception {
        ranOn("elsewhere:9092");
        String where = "is on elsewhere:9092, not on " + servers + "; name its brokers with -b";
        fails(ExitCode.PRECONDITION, where, "lab", "verify", "commit");
        fails(ExitCode.PRECONDITION, where, "lab", "reset", "commit");
        ends(ExitCode.OK, "lab", "reset", "commit", "--forget");
        fails(ExitCode.PRECONDITION, "was not run here", "lab", "verify", "commit");
    }

    @Test
    void whatARunLeftIsVerifiedAndTakenAway() throws Exception {
        ranOn("elsewhere:9092");
        Result run = ends(ExitCode.OK, "commit", "--output", "json");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(1);
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(document.get("lab").asText()).isEqualTo("commit");
        assertThat(document.get("failed").asInt()).isZero();
        assertThat(document.get("exercises")).hasSize(2).allSatisfy(exercise -> {
            assertThat(exercise.get("observed").get(0)).isNotEmpty();
            assertThat(exercise.get("checks"))
                    .isNotEmpty()
                    .allSatisfy(
                            check -> assertThat(check.get("passed").asBoolean()).isTrue());
        });
        assertThat(state()).isEqualTo("run");

        String english = ends(ExitCode.OK, "lab", "verify", "commit").out();
        assertThat(english)
                .contains("Predict", "$ kafka-lab ", "$ kafka-consumer-groups.sh ", "Observed", "Why", "✓ ", "Next")
                .doesNotContain("✗");
        assertThat(english.lines().filter(line -> line.contains("✓")))
                .hasSize(document.get("passed").asInt());
        assertThat(state()).isEqualTo("verified");

        assertLinesUp(
                ends(ExitCode.OK, "lab", "verify", "commit", "--lang", "ko").out());

        assertThat(topics()).isNotEmpty();
        assertThat(ends(ExitCode.OK, "lab", "reset", "commit").err())
                .contains("nothing of it is left here", "runs on elsewhere:9092 left something there");
        assertThat(topics()).isEmpty();
        fails(ExitCode.PRECONDITION, "was not run here", "lab", "verify", "commit");
        fails(ExitCode.PRECONDITION, "is on elsewhere:9092", "lab", "reset", "commit");
    }

    /** By terminal cells, of which a Korean letter takes two. */
    private static void assertLinesUp(String report) {
        List<String> lines = report.lines().toList();
        LabTexts frame = LabTexts.ofFrame(Language.KO);
        assertThat(Stream.of("predict", "command", "scripts", "why")
                        .map(frame::text)
                        .map(label -> textAfter(label, lines))
                        .distinct())
                .hasSize(1);
        int tables = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(frame.text("observed"))) {
                tables++;
                List<List<MatchResult>> rows = new ArrayList<>();
                List<String> table = new ArrayList<>();
                for (int row = i + 1; lines.get(row).startsWith("    "); row++) {
                    table.add(lines.get(row));
                    rows.add(CELL.matcher(lines.get(row)).results().toList());
                }
                assertThat(rows)
                        .hasSizeGreaterThan(2)
                        .allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
                for (int column = 0; column < rows.get(0).size(); column++) {
                    assertThat(edges(table, rows, column, true) == 1 || edges(table, rows, column, false) == 1)
                            .as(rows.get(0).get(column).group())
                            .isTrue();
                }
            }
        }
        assertThat(tables).isEqualTo(2);
    }

    private static int textAfter(String label, List<String> lines) {
        String line = lines.stream()
                .filter(each -> each.startsWith("  " + label + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + label));
        String rest = line.substring(2 + label.length());
        return 2 + DisplayWidth.of(label) + rest.length() - rest.stripLeading().length();
    }

    /** At how many different cells a column begins or ends. */
    private static long edges(List<String> lines, List<List<MatchResult>> rows, int column, boolean begins) {
        List<Integer> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            MatchResult cell = rows.get(i).get(column);
            cells.add(DisplayWidth.of(lines.get(i).substring(0, begins ? cell.start() : cell.end())));
        }
        return cells.stream().distinct().count();
    }

    @Test
    void anInterruptedRunIsTakenAwayByTheNextAndOnlyAFailedCheckIsExitCode7() throws Exception {
        LabProcess first = new LabProcess(home, servers, "lab", "run", "commit");
        first.awaitAtWork("1/2");
        for (String action : List.of("run", "verify", "reset")) {
            fails(ExitCode.PRECONDITION, "is at work in another process; wait", "lab", action, "commit");
        }
        List<ProcessHandle> children = first.children();

        first.kill();

        assertThat(children).isNotEmpty();
        await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(state()).isEqualTo("cut off");
        fails(ExitCode.PRECONDITION, "was cut off; run: kafka-lab lab run commit", "lab", "verify", "commit");
        assertThat(topics()).isNotEmpty();

        fails(ExitCode.CHECK_FAILED, "checks failed", "lab", "run", "commit", "--without-cure");

        String run = status("run");
        assertThat(topics()).isNotEmpty().allMatch(topic -> topic.startsWith("lab-commit-" + run + "-"));
        Result verified = ends(ExitCode.CHECK_FAILED, "lab", "verify", "commit");
        assertThat(verified.out()).contains("✗ ");
        assertThat(state()).isEqualTo("failed");
        ends(ExitCode.OK, "lab", "reset", "commit");
    }
}
