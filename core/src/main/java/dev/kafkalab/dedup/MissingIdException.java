package dev.kafkalab.dedup;

import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.UnusableRecordException;

/** A record without the id by which it should be known. Its handler was not called. */
public final class MissingIdException extends UnusableRecordException {
    private static final long serialVersionUID = 1L;

    /** @param expected where the id should have been: {@code header 'event-id'} */
    public MissingIdException(Origin origin, String expected) {
        super("record " + origin + " has no id in " + expected, null);
    }
}
