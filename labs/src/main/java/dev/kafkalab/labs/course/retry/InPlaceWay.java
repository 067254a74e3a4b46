package dev.kafkalab.labs.course.retry;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a consumer does with a record that fails, before and after it gives up.
 *
 * <p>{@link #delays}: what must lie between its attempts at least.
 */
enum InPlaceWay {
    /** Catches the failure and goes on. */
    IGNORE,
    /** Does not commit and tries it again at once, for ever. */
    INSIST,
    FIXED(150, 150, 150),
    EXPONENTIAL(100, 200, 400),
    /** As {@link #FIXED}, but for what no attempt can mend. */
    NOT_RETRYABLE,
    /** The process ends; somebody mends it and starts it again. */
    STOP,
    /** A function of the application's own puts it aside. */
    OWN_RECOVERY(100);

    private final List<Duration> delays;

    InPlaceWay(long... delays) {
        this.delays = Arrays.stream(delays).mapToObj(Duration::ofMillis).toList();
    }

    List<Duration> delays() {
        return delays;
    }

    /** How often the record is tried. */
    int attempts() {
        return this == STOP ? 2 : delays.size() + 1;
    }

    /** Whether it ends up where somebody can look at it. */
    boolean keeps() {
        return this != STOP;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
