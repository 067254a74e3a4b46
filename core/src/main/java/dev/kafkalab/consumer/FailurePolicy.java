package dev.kafkalab.consumer;

/** Decides what becomes of a record whose handler threw. Thread-safe; must not block. */
@FunctionalInterface
public interface FailurePolicy {
    /** The consumer stops with the failure; nothing is lost. */
    FailurePolicy STOP = (delivery, failure) -> new Outcome.Stop(failure);

    /**
     * @param failure what the handler threw, an {@link UndecodableRecordException} if it was not called at all
     * @return never null
     */
    Outcome decide(Delivery<?> delivery, Throwable failure);
}
