package dev.kafkalab.labs.logs.ship;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which lines belong together: an event begins with a line in which the pattern is found, and goes up to the next such line.
 *
 * @param begins for example {@code ^\d{4}-\d{2}-\d{2}}
 * @param patience how long the last event of a log waits for more lines
 */
public record Multiline(Pattern begins, Duration patience) {
    static final Duration STANDARD_PATIENCE = Duration.ofSeconds(5);

    public Multiline(Pattern begins) {
        this(begins, STANDARD_PATIENCE);
    }

    boolean begins(byte[] bytes, int from, int to) {
        return begins.matcher(new String(bytes, from, to - from, StandardCharsets.UTF_8))
                .find();
    }
}
