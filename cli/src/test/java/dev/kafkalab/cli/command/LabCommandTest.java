package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.labs.course.LabCatalog;
import dev.kafkalab.labs.frame.LabTexts;
import dev.kafkalab.labs.frame.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code lab} does without a server. */
class LabCommandTest {
    /** Commands before they were labs. */
    private static final List<String> COMMANDS_ALREADY = List.of("offsets", "content", "coupon");

    @TempDir
    private Path home;

    private CommandHarness lab;

    @BeforeEach
    void setUp() {
        lab = new CommandHarness(home);
    }

    private void fails(int exitCode, String named, String... arguments) {
        Result result = lab.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("kafka-lab: ").contains(named);
        assertThat(result.out()).isEmpty();
    }

    private String ok(String... arguments) {
        Result result = lab.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return result.out();
    }

    @Test
    void everyLabIsListedWithItsTitleAndServersInTheOrderOfTheCourse() {
        List<String> lines = ok("lab", "list").lines().toList();
        assertThat(lines).hasSize(LabCatalog.all().size() + 1);
        for (int i = 0; i < LabCatalog.all().size(); i++) {
            var each = LabCatalog.all().get(i);
            assertThat(lines.get(i + 1))
                    .startsWith(each.id())
                    .contains(LabTexts.of(each, Language.EN).text("title"), "kafka");
        }
        assertThat(ok("lab", "list", "--lang", "ko")).containsPattern("[가-힣]");
    }

    @Test
    void idsAreCommandsUnlessTheyWereCommandsAlready() {
        List<String> free = new ArrayList<>(LabCatalog.ids());
        free.removeAll(COMMANDS_ALREADY);
        assertThat(CommandCatalog.labs()).isEqualTo(free);
        assertThat(free).allSatisfy(id -> {
            assertThat(ok(id, "explain")).isEqualTo(ok("lab", "explain", id));
            assertThat(ok(id, "status").lines()).hasSize(2);
            assertThat(ok(id, "hint")).startsWith("Hint 1 of ");
        });
    }

    @Test
    void hintsAreCountedAndTheLastIsRepeated() {
        List<String> hints = LabTexts.of(LabCatalog.lab("commit"), Language.EN).hints();
        for (int i = 1; i <= hints.size(); i++) {
            assertThat(ok("lab", "hint", "commit"))
                    .isEqualTo("Hint %d of %d: %s\n".formatted(i, hints.size(), hints.get(i - 1)));
        }
        assertThat(ok("lab", "hint", "commit")).startsWith("Hint %d of %1$d: ".formatted(hints.size()));
        assertThat(ok("lab", "hint", "commit", "--lang", "ko")).startsWith("힌트 ");
        assertThat(ok("lab", "status", "commit", "--output", "csv").lines().skip(1))
                .containsExactly("commit,not run,,,," + hints.size() + ",");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theLessonIsPrintedAsItIs(Language language) {
        assertThat(ok("lab", "explain", "commit", "--lang", language.name()))
                .isEqualTo(LabTexts.of(LabCatalog.lab("commit"), language).lesson());
    }

    @Test
    void statusShowsAllLabsAndIsPureJsonIfAsked() throws IOException {
        JsonNode rows = new ObjectMapper().readTree(ok("lab", "status", "--output", "json"));
        assertThat(rows).hasSize(LabCatalog.all().size());
        assertThat(rows.get(0).get("state").asText()).isEqualTo("not run");
        assertThat(rows.get(0).get("hints").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "verify", "hint", "explain", "reset", "status"})
    void anUnknownIdNamesTheNearest(String action) {
        fails(ExitCode.NOT_FOUND, "did you mean commit?", "lab", action, "comit");
        fails(ExitCode.NOT_FOUND, "there are: ", "lab", action, "xyzzy-plugh");
    }

    @Test
    void anUnknownActionIsAUsageError() {
        fails(ExitCode.USAGE, "solve", "lab", "solve", "commit");
        fails(ExitCode.USAGE, "solve", "commit", "solve");
        fails(ExitCode.USAGE, "name one of: list, run, verify", "lab");
        fails(ExitCode.USAGE, "LAB", "lab", "run");
        fails(ExitCode.USAGE, "--lang", "lab", "explain", "commit", "--lang", "fr");
    }

    @Test
    void aRunIsATextOrOneDocument() {
        fails(ExitCode.USAGE, "--output json", "lab", "run", "commit", "--output", "csv");
    }

    @Test
    void nothingCanBeVerifiedBeforeItWasRun() {
        fails(ExitCode.PRECONDITION, "was not run here; run: kafka-lab lab run commit", "lab", "verify", "commit");
        fails(ExitCode.PRECONDITION, "was not run here", "commit", "verify");
    }

    @Test
    void aResetOfWhatWasNeverRunNeedsNoServer() {
        ok("lab", "reset", "commit");
        ok("lab", "reset", "commit", "--forget");
        assertThat(home.resolve("sandboxes")).doesNotExist();
    }

    @Test
    void aBrokenJournalIsNamed() throws IOException {
        Path journal = home.resolve("labs").resolve("commit").resolve("journal.json");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "{");
        fails(ExitCode.PRECONDITION, "cannot read " + journal + "; delete it", "lab", "status", "commit");
    }
}
