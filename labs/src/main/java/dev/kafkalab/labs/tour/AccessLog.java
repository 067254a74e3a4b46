package dev.kafkalab.labs.tour;

import dev.kafkalab.KafkaLabException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines that the tour sends: a file, or the sample that comes with it. Lines are bytes and end with a line feed; what
 * stands before the first space, the client's address, is the key.
 *
 * @param file empty for the sample
 */
public record AccessLog(Optional<Path> file) {
    private static final String SAMPLE = "sample-access.log";

    /** A line taken apart. @param key null if the line has no space */
    record Line(byte @Nullable [] key, byte[] value) {
        static Line of(byte[] line) {
            for (int i = 0; i < line.length; i++) {
                if (line[i] == ' ') {
                    return new Line(Arrays.copyOf(line, i), Arrays.copyOfRange(line, i + 1, line.length));
                }
            }
            return new Line(null, line);
        }
    }

    /** How a user names it: a path, or words. */
    public String name() {
        return file.map(Path::toString).orElse("the sample");
    }

    /** Where a command finds it once {@link #provide} was called. */
    Path in(Path folder) {
        return file.orElseGet(() -> folder.resolve(SAMPLE));
    }

    /** Writes the sample into {@code folder}, so that commands can read it too. */
    void provide(Path folder) throws IOException {
        if (file.isEmpty()) {
            try (InputStream sample = open()) {
                Files.copy(sample, in(folder), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Reads it from the start and hands over each line in turn.
     *
     * @throws KafkaLabException if the file does not exist or cannot be read
     */
    void forEachLine(Consumer<Line> taker) throws IOException {
        try (InputStream input = new BufferedInputStream(open(), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = input.read();
            while (next >= 0) {
                if (next == '\n') {
                    taker.accept(Line.of(line.toByteArray()));
                    line.reset();
                } else {
                    line.write(next);
                }
                next = input.read();
            }
            if (line.size() > 0) {
                taker.accept(Line.of(line.toByteArray()));
            }
        }
    }

    private InputStream open() throws IOException {
        if (file.isEmpty()) {
            return Objects.requireNonNull(AccessLog.class.getResourceAsStream(SAMPLE), SAMPLE);
        }
        try {
            return Files.newInputStream(file.get());
        } catch (NoSuchFileException e) {
            throw new KafkaLabException(KafkaLabException.Reason.NOT_FOUND, "no file " + file.get(), e);
        }
    }

    /**
     * Passes if it can be read.
     *
     * @throws KafkaLabException if not
     */
    public void requireReadable() {
        file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
                .ifPresent(path -> {
                    throw KafkaLabException.notFound("cannot read the file " + path);
                });
    }
}
