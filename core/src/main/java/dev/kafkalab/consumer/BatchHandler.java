package dev.kafkalab.consumer;

import java.util.List;

/**
 * What an application does with several records at once: those of one lane that were waiting, in order, at most the
 * batch size that was set. Called by several threads at once, but never twice at once for records that {@link Ordering}
 * keeps in order.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
@FunctionalInterface
public interface BatchHandler<K, V> {
    /**
     * Handles a batch; returning means all of it is done.
     *
     * @param batch at least one record, in order
     * @throws BatchFailedException to say which record failed: those before it are done, it is retried or recovered, those
     *     after it are handed over again, and for them this was no attempt
     * @throws HandleLaterException if nothing of the batch is done, and all of it is to be handed over again after the
     *     delay
     * @throws Exception anything else: the records are handed over again one by one, so that a bad one does not take the
     *     others with it
     */
    void handle(List<Received<K, V>> batch) throws Exception;
}
