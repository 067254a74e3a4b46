package dev.kafkalab.cli.command;

import dev.kafkalab.cli.KafkaLab;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code serve} as a process of its own, which can be interrupted. */
final class ServeProcess implements AutoCloseable {
    /** Where the stores are said to be, and are not. */
    static final Map<String, String> NOBODY = Map.of(
            "KAFKA_LAB_BOOTSTRAP_SERVER", "127.0.0.1:1",
            "KAFKA_LAB_MYSQL_URL", "jdbc:mysql://127.0.0.1:1/campus",
            "KAFKA_LAB_MYSQL_USER", "root",
            "KAFKA_LAB_MONGO_URL", "mongodb://127.0.0.1:1",
            "KAFKA_LAB_REDIS_URL", "redis://127.0.0.1:1",
            "KAFKA_LAB_ELASTICSEARCH_URL", "http://127.0.0.1:1");

    private final Process process;
    private final BufferedReader out;
    private final Path err;
    private final String firstLine;

    /** Waits for its first line. */
    ServeProcess(Path home, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaLab.class.getName(),
                "serve"));
        command.addAll(List.of(arguments));
        err = home.resolve("serve.err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("KAFKA_LAB_HOME", home.toString());
        builder.environment().putAll(environment);
        process = builder.start();
        out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("it printed nothing: " + err());
        }
        firstLine = line;
    }

    String firstLine() {
        return firstLine;
    }

    /** As Ctrl-C does, but for the number of the signal. */
    void terminate() {
        process.toHandle().destroy(); // the process itself would close what it still has to print
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end");
        }
        return process.exitValue();
    }

    /** What it printed after its first line. */
    List<String> more() {
        return out.lines().toList();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
