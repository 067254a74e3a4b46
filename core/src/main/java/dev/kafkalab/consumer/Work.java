package dev.kafkalab.consumer;

/**
 * What is done with records, and with those it fails for.
 *
 * @param <K> type of keys
 */
public sealed interface Work<K> {
    /**
     * Records one by one.
     *
     * @param follow topics that are read along, and which record's turn it is then
     */
    record OneByOne<K>(DeliveryHandler<K> handler, FailurePolicy policy, Follow follow) implements Work<K> {}

    /** Those that wait in a lane, together. */
    record InBatches<K, V>(BatchHandler<K, V> handler, Decoder<K, V> decoder, FailurePolicy policy)
            implements Work<K> {}
}
