package dev.kafkalab.consumer;

import dev.kafkalab.KafkaLabException;
import java.time.Duration;

/**
 * Thrown by a handler, or by what is wrapped around one: not now. The record is handed over again after the delay, as
 * {@link Outcome.RetryAfter} says. This is no failure: no {@link FailurePolicy} is asked and no attempt is used up, so it
 * may go on for as long as the reason does.
 */
public class HandleLaterException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /**
     * @param message why, in one line
     * @param delay more than zero, so that waiting does not turn into a hot loop
     */
    public HandleLaterException(String message, Duration delay) {
        super(Reason.PRECONDITION, message);
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("delay is " + delay + "; it must be more than zero");
        }
        this.delay = delay;
    }

    public final Duration delay() {
        return delay;
    }
}
