package dev.kafkalab.labs.http;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import dev.kafkalab.health.Health;
import dev.kafkalab.health.Health.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An access log that is appended to a file by one thread, whole lines at a time, within 20 ms; {@link #close} waits for
 * them. The file is not rotated; a tool that copies and truncates may.
 *
 * <p>A full disk holds up no request: lines wait in memory, up to 4 MiB, and are tried again every second; what comes beyond that
 * is lost and counted. A write that ended within a line is continued where it ended, so no line is torn; one that an ended process
 * left unfinished is ended before anything is appended.
 *
 * <p>Thread-safe.
 */
public final class AccessLogFile implements AccessLog {
    private static final Logger log = LoggerFactory.getLogger(AccessLogFile.class);
    private static final int ROOM = 4 << 20;
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final String name;
    private final WritableByteChannel channel;
    private final Duration again;
    private final Thread writer;

    // Guarded by this.
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean idle;
    private boolean closed;
    private long lost;
    private @Nullable String trouble;

    /** @param again how long after a failure to try again */
    AccessLogFile(String name, WritableByteChannel channel, Duration again) {
        this.name = name;
        this.channel = channel;
        this.again = again;
        this.writer = new Thread(this::writeAll, "access-log");
        writer.setDaemon(true);
        writer.start();
    }

    /** @throws KafkaLabException if it cannot be written to */
    public static AccessLogFile append(Path file) {
        try {
            boolean unfinished = Files.isRegularFile(file) && !endsWithLine(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            AccessLogFile opened = new AccessLogFile(file.toString(), channel, AGAIN);
            if (unfinished) {
                opened.add("");
            }
            return opened;
        } catch (NoSuchFileException e) {
            throw new KafkaLabException(
                    Reason.NOT_FOUND, "no folder for the access log " + file + "; make it first", e);
        } catch (IOException e) {
            throw new KafkaLabException(
                    Reason.PRECONDITION, "cannot write to the access log " + file + ": " + reason(e), e);
        }
    }

    private static boolean endsWithLine(Path file) throws IOException {
        try (FileChannel there = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return there.size() == 0 || there.read(last, there.size() - 1) == 1 && last.get(0) == '\n';
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void add(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (closed || waiting.size() + bytes.length > ROOM) {
                lost++;
                return;
            }
            waiting.writeBytes(bytes);
            if (idle) {
                idle = false;
                notifyAll();
            }
        }
    }

    @Override
    public synchronized Health health() {
        if (trouble != null) {
            return new Health(Status.DEGRADED, List.of(name + ": " + trouble + "; " + lost + " lines lost"));
        }
        return lost == 0
                ? new Health(Status.UP, List.of())
                : new Health(Status.DEGRADED, List.of(name + ": " + lost + " lines lost"));
    }

    /** Lines that are not in the file and will not be. */
    synchronized long lost() {
        return lost;
    }

    private void writeAll() {
        Optional<ByteBuffer> lines = take();
        while (lines.isPresent()) {
            write(lines.get());
            lines = take();
        }
    }

    /** Everything that waits; nothing once it is closed. */
    private synchronized Optional<ByteBuffer> take() {
        while (waiting.size() == 0 && !closed) {
            idle = true;
            pause(Duration.ZERO);
        }
        if (!closed) {
            pause(GATHERING); // waking for each request would cost more than the line
        }
        if (waiting.size() == 0) {
            return Optional.empty();
        }
        ByteBuffer lines = ByteBuffer.wrap(waiting.toByteArray());
        waiting = new ByteArrayOutputStream(Math.min(waiting.size(), 1 << 16));
        return Optional.of(lines);
    }

    private void write(ByteBuffer lines) {
        while (lines.hasRemaining()) {
            try {
                channel.write(lines);
                if (!lines.hasRemaining()) {
                    recovered();
                }
            } catch (IOException e) {
                if (!waitAfter(e)) {
                    giveUp(lines);
                    return;
                }
            }
        }
    }

    /** @return whether to try again */
    private synchronized boolean waitAfter(IOException e) {
        if (trouble == null) {
            trouble = reason(e);
            log.warn("cannot write to the access log {}: {}; lines wait in memory", name, trouble);
        }
        if (closed) {
            return false;
        }
        pause(again);
        return true;
    }

    private synchronized void recovered() {
        if (trouble != null) {
            trouble = null;
            log.warn("the access log {} is written again; {} lines were lost", name, lost);
        }
    }

    private synchronized void giveUp(ByteBuffer lines) {
        while (lines.hasRemaining()) {
            lost += lines.get() == '\n' ? 1 : 0;
        }
    }

    /** @param limit zero: until notified */
    private void pause(Duration limit) {
        try {
            wait(limit.toMillis());
        } catch (InterruptedException e) {
            closed = true; // nobody else knows this thread, so the process is being torn down
        }
    }

    /** Waits until everything is written; what a full disk does not take now is lost, and said. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            writer.join();
            channel.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("could not close the access log {}: {}", name, reason(e));
        }
        if (lost() > 0) {
            log.warn("{} lines are not in the access log {}", lost(), name);
        }
    }
}
