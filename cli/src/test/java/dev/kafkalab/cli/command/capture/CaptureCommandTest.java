package dev.kafkalab.cli.command.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a server is asked, or because none answers. */
class CaptureCommandTest {
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    Path home;

    private Result run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("capture"));
        words.addAll(List.of(arguments));
        return new CommandHarness(home)
                .environment("KAFKA_LAB_BOOTSTRAP_SERVER", NOBODY)
                .environment("KAFKA_LAB_MYSQL_URL", "jdbc:mysql://" + NOBODY + "/campus")
                .environment("KAFKA_LAB_MYSQL_PASSWORD", "geheim")
                .run(words.toArray(String[]::new));
    }

    private void fails(int exitCode, String said, String... arguments) {
        Result result = run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("kafka-lab: ")
                .contains(said)
                .doesNotContain("geheim");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "                                   | name one of: outbox, changelog, table, install, uninstall, status",
                "outbox --outbox a-b                | outbox table is 'a-b'; it must be 1 to 64 letters, digits and underscores",
                "outbox --envelope xml              | expected one of [DEBEZIUM, PLAIN]",
                "outbox --envelope debezium         | contradicts an outbox",
                "outbox --too-large grow            | expected one of [STOP, SKIP]",
                "outbox --prune soon                | 'soon' is not a duration",
                "outbox --prune PT-1S               | prune is PT-1S; it must be zero or more",
                "outbox --topic events.{table}      | topic pattern 'events.{table}' has {table}; there are: {aggregatetype}",
                "outbox --topic ''                  | topic pattern is empty",
                "outbox --name ''                   | name of a relay is empty",
                "outbox --from-position latest      | --from-position is 'latest'; it must be beginning, end, or the id",
                "outbox -X transactional.id=t       | transactional.id=t contradicts the relay's name",
                "outbox --tombstones                | Unknown option: '--tombstones'",
                "changelog --log a.b                | change log is 'a.b'",
                "changelog --topic {aggregatetype}  | there are: {database}, {table}",
                "changelog -t orders                | Unknown option",
                "table                              | Missing required option: '--table=TABLE'",
                "table -t a --updated-at a.b        | column is 'a.b'",
                "table -t a --from-position 17      | --from-position is '17'; it must be beginning, end, or a time such as",
                "table -t a --prune 1d              | contradicts a polled table",
                "table -t a -t b --name x           | --name x is one name, and there are 2 tables",
                "install                            | Missing required option: '--table=TABLE'",
                "install -t orders --log a.b        | change log is 'a.b'",
                "uninstall                          | Missing required option: '--table=TABLE'",
                "status --name x                    | --name x needs one table that it relays",
                "status --outbox a --outbox b --name x | --name x needs one table that it relays",
                "status --outbox a --jdbc-url postgres://db/x | begins with 'postgres:'; it must be jdbc:mysql://HOST:PORT/DATABASE",
                "status --jdbc-url jdbc:mysql://me:geheim@db/x | --jdbc-url holds a password",
                "outbox --jdbc-url jdbc:mysql://127.0.0.1:x/y | the URL of the database is wrong"
            })
    void wrongWordsAreRefusedInOneLine(String arguments, String said) {
        fails(
                ExitCode.USAGE,
                said,
                arguments == null
                        ? new String[0]
                        : List.of(arguments.split(" ")).stream()
                                .map(word -> word.equals("''") ? "" : word)
                                .toArray(String[]::new));
    }

    @Test
    void aPasswordComesFromAFileThatIsThereAndHoldsOne() throws IOException {
        fails(ExitCode.NOT_FOUND, "no such file: /no/such", "outbox", "--jdbc-password-file", "/no/such");
        String empty = Files.createFile(home.resolve("empty")).toString();
        fails(ExitCode.USAGE, "holds no password", "outbox", "--jdbc-password-file", empty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outbox",
                "outbox --create",
                "changelog",
                "table -t a -t b",
                "install -t a -t b",
                "uninstall -t a"
            })
    void aDatabaseThatDoesNotAnswerIsNamedWithTheWayOut(String arguments) {
        fails(
                ExitCode.UNREACHABLE,
                "no answer from MySQL at 127.0.0.1:1/campus (Connection refused); start one with: sandbox up --only mysql",
                arguments.split(" "));
    }

    @Test
    void withoutADatabaseTheWayOutIsToldToo() {
        Result result = new CommandHarness(home)
                .environment("KAFKA_LAB_BOOTSTRAP_SERVER", NOBODY)
                .run("capture", "outbox");
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err())
                .isEqualTo(
                        "kafka-lab: no MySQL is named and no sandbox has one; start one with: sandbox up --only mysql, or name yours with --jdbc-url\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "outbox", "changelog", "table", "install", "uninstall", "status"})
    void helpIsThereAndNamesNoOptionForTheSecretItself(String subcommand) {
        Result result = subcommand.isEmpty() ? run("--help") : run(subcommand, "--help");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("capture").doesNotContainPattern("--(jdbc-)?password[= ]");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void completionKnowsTheSubcommands() {
        assertThat(new CommandHarness(home).run("generate-completion").out())
                .contains("capture", "changelog", "--from-position", "--jdbc-password-file");
    }
}
