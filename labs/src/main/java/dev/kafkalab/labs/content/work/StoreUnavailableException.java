package dev.kafkalab.labs.content.work;

import dev.kafkalab.consumer.HandleLaterException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A server that a worker needs does not answer. That is nobody's fault but its own, so the post waits for as long as it
 * takes: no attempt is used up, and nothing goes to the dead letters.
 */
public final class StoreUnavailableException extends HandleLaterException {
    private static final long serialVersionUID = 1L;
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final @Nullable Throwable cause;

    /** @param store as messages name it, such as {@code Redis} */
    public StoreUnavailableException(String store, Throwable cause) {
        this(store + " does not answer", AGAIN, cause);
    }

    /** @param delay until it is worth another try; others are sent away too, so it is lengthened by up to a quarter */
    public StoreUnavailableException(String message, Duration delay, @Nullable Throwable cause) {
        super(message, delay.plusMillis(ThreadLocalRandom.current().nextLong(delay.toMillis() / 4 + 1)));
        this.cause = cause;
    }

    @Override
    public synchronized @Nullable Throwable getCause() {
        return cause;
    }
}
