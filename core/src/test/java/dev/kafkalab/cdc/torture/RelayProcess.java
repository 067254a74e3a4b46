package dev.kafkalab.cdc.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A relay from outside. For one thread. */
final class RelayProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    private RelayProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static RelayProcess start(Map<String, String> stores, Accounts accounts, Path folder) throws IOException {
        Path output = Files.createTempFile(folder, "relay-", ".out");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        RelayMain.class.getName(),
                        accounts.run(),
                        accounts.kind())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(stores);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new RelayProcess(builder.start(), output);
    }

    /** How many records it says it has sent. */
    long sent() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.stream()
                .filter(line -> line.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    /** What it printed beside that: nothing, unless something is wrong. */
    List<String> complaints() throws IOException {
        return Files.readAllLines(output).stream()
                .filter(line -> !line.matches("\\d*"))
                .toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Whether it ends by itself in time. */
    boolean endsWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
