package dev.kafkalab.labs.logs.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A process that is killed and started again. Of one thread. */
final class Victim implements AutoCloseable {
    private final Map<String, String> stores;
    private final String what;
    private final String topic;
    private final Path logs;
    private final Path work;
    private Process process;
    private Path output;

    Victim(Map<String, String> stores, String what, String topic, Path logs, Path work) throws IOException {
        this.stores = stores;
        this.what = what;
        this.topic = topic;
        this.logs = logs;
        this.work = work;
        start();
    }

    private void start() throws IOException {
        output = Files.createTempFile(work, what + "-", ".out");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        TortureMember.class.getName(),
                        what,
                        topic,
                        logs.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(stores);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process = builder.start();
    }

    /** Whether it has done something since it was started. */
    boolean isAtWork() throws IOException {
        try (var lines = Files.lines(output)) {
            return lines.anyMatch(line -> line.matches("[1-9]\\d*"));
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException, IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(what + " ended by itself: " + Files.readString(output));
        }
        process.destroyForcibly().waitFor();
    }

    void again() throws IOException {
        start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return what;
    }
}
