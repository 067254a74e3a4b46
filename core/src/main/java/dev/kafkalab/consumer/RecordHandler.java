package dev.kafkalab.consumer;

import org.jspecify.annotations.Nullable;

/**
 * What an application does with a record. Called by several threads at once, but never twice at once for records that
 * {@link Ordering} keeps in order. May block: nothing but its own lane waits for it.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
@FunctionalInterface
public interface RecordHandler<K, V> {
    /**
     * Handles one record. Returning means it is done (unless commits are manual).
     *
     * @param value null for a tombstone
     * @throws Exception anything; what happens next is up to the retry and recovery that were set
     */
    void handle(@Nullable V value, Delivery<K> delivery) throws Exception;
}
