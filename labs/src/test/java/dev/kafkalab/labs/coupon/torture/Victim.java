package dev.kafkalab.labs.coupon.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that is to be killed. It says one line when it is ready. */
final class Victim implements AutoCloseable {
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private Victim(Process process) {
        this.process = process;
        Thread reading = new Thread(this::read, "victim");
        reading.setDaemon(true);
        reading.start();
    }

    static Victim start(Class<?> main, Map<String, String> stores, Path log, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=error",
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(stores);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return new Victim(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ready.complete(line);
            }
        } catch (IOException killed) {
            // falls through
        }
        ready.completeExceptionally(new IllegalStateException("it ended before it was ready"));
    }

    /** What it said when it was ready. */
    String awaitReady() throws Exception {
        return ready.get(60, TimeUnit.SECONDS);
    }

    boolean isReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
