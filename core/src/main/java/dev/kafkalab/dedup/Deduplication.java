package dev.kafkalab.dedup;

import dev.kafkalab.consumer.Delivery;

/**
 * Lets work run for ids that are not done, and remembers those that are. Thread-safe; one object serves any number of
 * consumers and groups.
 *
 * <p>Every implementation promises: an id that is done is never worked on again, for as long as it is remembered. Work
 * that fails leaves no trace: its id is not done. Two that race for an id, in one process or several, are never at work
 * at once, unless the implementation says when they may be. If the store cannot be asked, the work does not run.
 */
public interface Deduplication {
    /** What is done once. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /**
     * Runs the work unless this id is done. Blocks for as long as the work does.
     *
     * @param delivery the record whose id it is; gets the {@link Delivery#connection() connection} where there is one
     * @return whether it ran; false: it was done before
     * @throws HeldElsewhereException if somebody else is at work on this id; it did not run
     * @throws Exception what the work threw, or the store: this id is not done, unless the implementation says otherwise
     */
    boolean once(DeliveryId id, Delivery<?> delivery, Work work) throws Exception;
}
