package dev.kafkalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness.Result;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ErrorMappingTest {
    @Test
    void whatNobodyExpectedIsExitCode1InOneLineWithoutAStackTrace() {
        Result result = map(new IllegalStateException("a bug", new RuntimeException("its cause")));
        assertThat(result.exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(result.err().lines()).singleElement().asString().contains("IllegalStateException", "a bug", "-v");
    }

    @Test
    void verboseAddsTheChainOfCauses() {
        Result result = map(new IllegalStateException("a bug", new RuntimeException("its cause")), "-v");
        assertThat(result.err()).contains("a bug", "its cause");
    }

    @Test
    void anErrorOfKafkasIsFoundBehindItsWrappers() {
        Result result = map(new ExecutionException(new TopicAuthorizationException("secret-topic")));
        assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(result.err().lines()).hasSize(1);
    }

    private static Result map(Exception exception, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandContext context = new CommandContext(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                Clock.systemUTC(),
                false);
        CommandLine commandLine = new CommandLine(new KafkaLabCommand(context));
        try {
            int exitCode = new ErrorMapping(context)
                    .handleExecutionException(exception, commandLine, commandLine.parseArgs(arguments));
            return new Result(exitCode, new byte[0], err.toString(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
