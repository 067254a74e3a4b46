package dev.kafkalab.dedup;

import dev.kafkalab.consumer.HandleLaterException;
import dev.kafkalab.consumer.Origin;
import java.time.Duration;

/** Somebody else is at work on this id. Whether it gets done shows later: the record is handed over again. */
public final class HeldElsewhereException extends HandleLaterException {
    private static final long serialVersionUID = 1L;

    /**
     * @param origin of the record that has to wait
     * @param delay after which to ask again
     */
    public HeldElsewhereException(Origin origin, Duration delay) {
        super("the id of " + origin + " is being handled elsewhere", delay);
    }
}
