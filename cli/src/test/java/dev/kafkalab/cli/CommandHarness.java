package dev.kafkalab.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Runs a command in this JVM and captures what it did. */
public final class CommandHarness {
    private final Map<String, String> environment = new HashMap<>();
    private byte[] input = {};

    /** @param home the KAFKA_LAB_HOME of the commands */
    public CommandHarness(Path home) {
        environment.put("KAFKA_LAB_HOME", home.toString());
    }

    public CommandHarness environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What the commands read from standard input. */
    public CommandHarness input(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandContext context = new CommandContext(
                new ByteArrayInputStream(input),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                Clock.systemUTC(),
                false);
        int exitCode = new KafkaLab(context).run(arguments);
        return new Result(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    /** What a command left behind. */
    public record Result(int exitCode, byte[] bytes, String err) {
        public String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
