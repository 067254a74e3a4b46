package dev.kafkalab.labs.logs.index;

/** It was to end while it waited. What was in hand comes again. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("ended while it waited", null, false, false);
    }
}
