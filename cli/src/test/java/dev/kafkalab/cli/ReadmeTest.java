package dev.kafkalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.command.CommandCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** What README.md says about the command line is so. */
class ReadmeTest {
    @TestFactory
    Stream<DynamicTest> everyCommandShownIsOne() throws IOException {
        List<List<String>> commands = Readme.lines(false).stream()
                .flatMap(line -> Readme.commands(line).stream())
                .toList();
        assertThat(commands).hasSizeGreaterThan(15);
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(String.join(" ", command), () -> {
                    String[] arguments = command.toArray(String[]::new);
                    assertThat(commandLine(arguments)
                                    .parseArgs(arguments)
                                    .subcommand()
                                    .errors())
                            .isEmpty();
                }));
    }

    @Test
    void theTableNamesEveryCommandAndItsSubcommands() throws IOException {
        String table = Readme.text().split("## Commands")[1].split("\n## |\n```")[0];
        List<String> shown = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .toList();
        List<String> names = CommandCatalog.names().stream()
                .filter(name -> !CommandCatalog.labs().contains(name))
                .toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(names);
        assertThat(table.lines()
                        .filter(line -> line.startsWith("| `lab`"))
                        .findFirst()
                        .orElseThrow())
                .contains(CommandCatalog.labs().stream()
                        .map(lab -> "`" + lab + "`")
                        .toList());
        for (String name : names) {
            String row = table.lines()
                    .filter(line -> line.startsWith("| `" + name + "`"))
                    .findFirst()
                    .orElseThrow();
            new TreeSet<>(commandLine(name)
                            .getSubcommands()
                            .get(name)
                            .getSubcommands()
                            .keySet())
                    .stream()
                            .filter(subcommand -> !subcommand.equals("help"))
                            .forEach(subcommand -> assertThat(row).contains("`" + subcommand + "`"));
        }
    }

    @Test
    void theTableOfExitCodesIsThatOfTheProgram() throws IOException, IllegalAccessException {
        String table = Readme.text().split("## Exit codes")[1].split("\n## ")[0];
        for (var code : ExitCode.class.getFields()) {
            assertThat(table).contains("| " + code.getInt(null) + " |");
        }
    }

    @Test
    void theBuildServerRunsTheTestCommandShown() throws IOException {
        assertThat(Readme.lines(false)).anyMatch(line -> line.startsWith("./mvnw verify"));
        assertThat(Files.readString(Path.of("..", ".ci", "run"))).contains("exec ./mvnw verify </dev/null\n");
    }

    @Test
    void linksAndFoldersExist() throws IOException {
        Pattern.compile("]\\(([^)#]+)\\)|^\\| `([a-z./-]+[/n])` \\| ", Pattern.MULTILINE)
                .matcher(Readme.text().split("## What is promised")[1])
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .forEach(link -> assertThat(Path.of("..", link)).exists());
    }

    private static CommandLine commandLine(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new KafkaLab(new CommandContext(
                        InputStream.nullInputStream(), nowhere, nowhere, Map.of(), Clock.systemUTC(), false))
                .commandLine(arguments);
    }
}
