package dev.kafkalab.labs.logs.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/**
 * Writes numbered lines at a rate and rotates the file again and again, by renaming or by copytruncate, and compresses what
 * is old. Between a copy and its truncation it writes nothing: what is written there nobody can save.
 *
 * <p>Of one thread, but for {@link #stop} and {@link #written}.
 */
final class RotatingWriter {
    static final String NAME = "access.log";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int TICKS = 50;

    private final Path folder;
    private final int rate;
    private final Duration between;
    private final Random random;
    private final Deque<Path> renamed = new ArrayDeque<>();
    private volatile boolean stopped;
    private volatile int written;
    private int rotations;
    private int truncations;
    private int archives;

    /** @param between rotations */
    RotatingWriter(Path folder, int rate, Duration between, Random random) {
        this.folder = folder;
        this.rate = rate;
        this.between = between;
        this.random = random;
    }

    void run() throws IOException {
        OutputStream out = open();
        long rotated = System.nanoTime();
        long tick = System.nanoTime();
        while (!stopped) {
            out.write(lines(rate / TICKS));
            if (System.nanoTime() - rotated > between.toNanos()) {
                out = rotate(out);
                rotated = System.nanoTime();
            }
            tick += Duration.ofSeconds(1).toNanos() / TICKS;
            LockSupport.parkNanos(tick - System.nanoTime());
        }
        out.close();
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private byte[] lines(int count) {
        StringBuilder text = new StringBuilder();
        String date = DATE.format(Instant.now());
        for (int i = 0; i < count; i++) {
            text.append("192.0.2.1 - - [")
                    .append(date)
                    .append("] \"GET /n/")
                    .append(written++)
                    .append(" HTTP/1.1\" 200 10 5 \"-\" \"t\"\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private OutputStream rotate(OutputStream out) throws IOException {
        rotations++;
        if (random.nextBoolean()) {
            Path old = folder.resolve(NAME + "." + rotations);
            Files.move(folder.resolve(NAME), old);
            out.write(lines(3)); // as a writer does that has not heard of it yet
            out.close();
            renamed.add(old);
            if (renamed.size() > 2) {
                archive(renamed.remove());
            }
            return open();
        }
        truncations++;
        Files.copy(folder.resolve(NAME), folder.resolve(NAME + "." + rotations));
        try (FileChannel channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        return out;
    }

    private void archive(Path old) throws IOException {
        archives++;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(old + ".gz")))) {
            Files.copy(old, out);
        }
        Files.delete(old);
    }

    void stop() {
        stopped = true;
    }

    int written() {
        return written;
    }

    @Override
    public String toString() {
        return "%,d lines, rotated %d times by renaming and %d by copytruncate, %d archives"
                .formatted(written, rotations - truncations, truncations, archives);
    }
}
