package dev.kafkalab.consumer;

import java.util.function.UnaryOperator;

/**
 * What is done with records, and with those it fails for.
 *
 * @param <K> type of keys
 */
public sealed interface Work<K> {
    /**
     * Records one by one.
     *
     * @param gate wraps the handler with its policy: sees each record first and may decide for itself
     */
    record OneByOne<K>(DeliveryHandler<K> handler, FailurePolicy policy, UnaryOperator<DeliveryProcessor<K>> gate)
            implements Work<K> {
        public OneByOne(DeliveryHandler<K> handler, FailurePolicy policy) {
            this(handler, policy, UnaryOperator.identity());
        }
    }

    /** Those that wait in a lane, together. */
    record InBatches<K, V>(BatchHandler<K, V> handler, Decoder<K, V> decoder, FailurePolicy policy)
            implements Work<K> {}
}
