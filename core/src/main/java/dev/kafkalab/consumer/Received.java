package dev.kafkalab.consumer;

import org.jspecify.annotations.Nullable;

/**
 * One record of a batch.
 *
 * @param value null for a tombstone
 */
public record Received<K, V>(@Nullable V value, Delivery<K> delivery) {}
