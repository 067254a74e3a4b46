package dev.kafkalab.consumer;

/** Which records wait for which. Whatever is chosen, two records that keep an order are never handled at once. */
public enum Ordering {
    /** Records of a partition one after another, partitions in parallel. */
    BY_PARTITION,
    /** Records of a key (within its partition) one after another, keys in parallel. Records without a key keep no order. */
    BY_KEY,
    /** Every record by itself. */
    UNORDERED
}
