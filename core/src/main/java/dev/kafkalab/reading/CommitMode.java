package dev.kafkalab.reading;

/** When a group's offsets are stored. In each mode only records that were handled are committed. */
public enum CommitMode {
    /** By the client, every {@code auto.commit.interval.ms}, and at the end. */
    AUTO,
    /** After each batch, waiting for the broker. */
    SYNC,
    /** After each batch, without waiting; at the end, waiting. */
    ASYNC,
    /** Never. */
    NONE
}
