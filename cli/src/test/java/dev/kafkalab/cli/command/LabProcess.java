package dev.kafkalab.cli.command;

import static org.awaitility.Awaitility.await;

import dev.kafkalab.cli.KafkaLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, which can be killed while a lab is at work. */
final class LabProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    LabProcess(Path home, String servers, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaLab.class.getName()));
        command.addAll(List.of(arguments));
        out = home.resolve("out");
        err = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("KAFKA_LAB_HOME", home.toString());
        builder.environment().put("KAFKA_LAB_BOOTSTRAP_SERVER", servers);
        process = builder.start();
    }

    /** Waits until it has printed that, and processes of its own are at work. */
    void awaitAtWork(String printed) {
        await().atMost(PATIENCE)
                .until(() -> Files.readString(out).contains(printed)
                        && process.descendants().findAny().isPresent());
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end within " + PATIENCE);
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C does, but for the number of the signal. */
    void terminate() {
        process.destroy();
    }

    String err() throws IOException {
        return Files.readString(err);
    }
}
