package dev.kafkalab.labs.content.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece from outside. Started and killed by one thread; what it has done may be asked for by any. */
final class PieceProcess implements AutoCloseable {
    private final Piece piece;
    private final Process process;
    private volatile long done;
    private volatile @Nullable String complaint;

    private PieceProcess(Piece piece, Process process) {
        this.piece = piece;
        this.process = process;
        Thread listening = new Thread(this::listen, "piece " + piece);
        listening.setDaemon(true);
        listening.start();
    }

    static PieceProcess start(Piece piece, Map<String, String> stores, String prefix) {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        PieceMain.class.getName(),
                        piece.name(),
                        prefix)
                .redirectErrorStream(true);
        builder.environment().putAll(stores);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return new PieceProcess(piece, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("\\d+")) {
                    done = Long.parseLong(line);
                } else if (complaint == null) {
                    complaint = line;
                }
            }
        } catch (IOException killed) {
            // it says no more
        }
    }

    /** Events it says it has handled or carried. */
    long done() {
        return done;
    }

    /** What it printed beside that: nothing, unless something is wrong. */
    Optional<String> complaint() {
        return Optional.ofNullable(complaint);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return piece.id();
    }
}
