package dev.kafkalab.retry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A {@link LaterMember} that runs. */
final class LaterMemberProcess implements AutoCloseable {
    private final Process process;
    private final Thread reader;

    private LaterMemberProcess(Process process, Thread reader) {
        this.process = process;
        this.reader = reader;
    }

    /** @param said what it says goes here, line by line */
    static LaterMemberProcess start(
            String servers, String topic, String protocol, String commits, long millis, List<String> said)
            throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LaterMember.class.getName(),
                        servers,
                        topic,
                        protocol,
                        commits,
                        String.valueOf(millis))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.add(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.start();
        return new LaterMemberProcess(process, reader);
    }

    /** {@code kill -9}; returns when all it said is known. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
