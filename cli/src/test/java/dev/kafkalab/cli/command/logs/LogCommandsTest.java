package dev.kafkalab.cli.command.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked wrongly is one line and exit code 2, before any server is asked. */
class LogCommandsTest {
    @TempDir
    Path home;

    private Result run(String... arguments) {
        return new CommandHarness(home)
                .environment("KAFKA_LAB_BOOTSTRAP_SERVER", "127.0.0.1:1")
                .environment("KAFKA_LAB_ELASTICSEARCH_URL", "http://127.0.0.1:1")
                .run(arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ship-logs a.log --max-line 10                  | --max-line is 10 bytes; it must be
                    ship-logs a.log --multiline (                  | --multiline
                    ship-logs a.log --unfinished eat               | --unfinished
                    index-logs --format nginx                      | no format 'nginx'; there are
                    index-logs --batch 0                           | --batch is 0; it must be
                    index-logs --requests 99                       | --requests is 99; it must be
                    index-logs --index Big                         | an index cannot be called 'Big'
                    index-logs --date-field when                   | belong to --pattern
                    index-logs --pattern %{NOTHING:x}              | NOTHING
                    index-logs --pattern %{INT:date} --date-format qq-zz-} | qq-zz-}
                    index-logs --zone Atlantis                     | --zone
                    chart-logs --from yesterday                    | --from
                    """)
    void isWrongUsage(String line, String why) {
        Result result = run(line.split(" "));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err().lines().findFirst().orElse(""))
                .startsWith("kafka-lab: ")
                .contains(why);
    }
}
