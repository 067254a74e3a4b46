package dev.kafkalab.bench;

/** The order a contestant says it keeps; it is held to it. */
public enum Promise {
    BY_PARTITION,
    BY_KEY,
    NONE
}
