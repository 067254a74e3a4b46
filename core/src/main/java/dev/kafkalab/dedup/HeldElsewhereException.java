package dev.kafkalab.dedup;

import dev.kafkalab.consumer.HandleLaterException;
import java.time.Duration;

/** Somebody else is at work on this id. Whether it gets done shows later: the record is handed over again. */
public final class HeldElsewhereException extends HandleLaterException {
    private static final long serialVersionUID = 1L;

    /** @param delay after which to ask again */
    public HeldElsewhereException(DeliveryId id, Duration delay) {
        super(id + " is being handled elsewhere", delay);
    }
}
