package dev.kafkalab.cdc;

/** What a relay does with a change that Kafka refuses for its size. */
public enum TooLarge {
    /** It stops, and says which row it is. Nothing is lost; nothing behind it is sent. */
    STOP,
    /** It leaves it out, says so in the log and counts it. Where sent rows are pruned the row is, too. */
    SKIP
}
