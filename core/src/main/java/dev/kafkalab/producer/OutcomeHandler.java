package dev.kafkalab.producer;

/**
 * Told what became of a record: exactly once for each {@link RecordProducer#send}.
 *
 * <p>Called on the producer's network thread, one call at a time, so it must be quick and must not block or send; for a
 * record that is refused before it is queued, on the thread that sends. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface OutcomeHandler {
    void onOutcome(SendOutcome outcome);
}
