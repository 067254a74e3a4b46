package dev.kafkalab.reading;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;

/** Notices that what is left to read does not get less. Not thread-safe. */
final class StallWatch {
    private final Duration patience;
    private long remaining = -1;
    private long since = System.nanoTime();

    StallWatch(Duration patience) {
        this.patience = patience;
    }

    /** @throws TimeoutException if as much was left for longer than is bearable */
    void check(long nowRemaining) {
        long now = System.nanoTime();
        if (nowRemaining != remaining) {
            remaining = nowRemaining;
            since = now;
        } else if (now - since > patience.toNanos()) {
            throw new TimeoutException("no record came for " + patience.toSeconds() + " s, and " + remaining
                    + " offsets are still to be read");
        }
    }
}
