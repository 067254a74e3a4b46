package dev.kafkalab.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The log file of a server, to be read while it grows. Immutable. */
public final class ServerLog {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int BLOCK = 64 * 1024;

    private final Path file;

    public ServerLog(Path file) {
        this.file = file;
    }

    /**
     * Writes the last lines to {@code out}.
     *
     * @param lines how many at most
     * @return the offset in bytes up to which it was written
     */
    public long copy(long lines, OutputStream out) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(startOfLast(lines, log));
            return copyRest(log, out);
        }
    }

    /** {@link #copy}, then goes on as the file grows, until this thread is interrupted or {@code out} is closed. */
    public void follow(long lines, OutputStream out) throws IOException, InterruptedException {
        long offset = copy(lines, out);
        while (true) {
            if (Files.exists(file) && Files.size(file) != offset) {
                try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
                    log.seek(log.length() < offset ? 0 : offset); // shorter: begun anew
                    offset = copyRest(log, out);
                }
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private static long copyRest(RandomAccessFile log, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int read = log.read(block); read > 0; read = log.read(block)) {
            out.write(block, 0, read);
        }
        out.flush();
        return log.getFilePointer();
    }

    private static long startOfLast(long lines, RandomAccessFile log) throws IOException {
        byte[] block = new byte[BLOCK];
        long end = log.length();
        long seen = 0;
        for (long from = end; from > 0; ) {
            int length = (int) Math.min(BLOCK, from);
            from -= length;
            log.seek(from);
            log.readFully(block, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                boolean closesLastLine = from + i == end - 1;
                if (block[i] == '\n' && !closesLastLine && ++seen == lines) {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }
}
