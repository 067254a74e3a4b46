package dev.kafkalab.reading;

/** Why reading ended. */
public enum ReadEnd {
    /** As many records as asked for were handled. */
    LIMIT,
    /** Every partition was read up to where it was to be read. */
    COMPLETE,
    /** {@link TopicReader#stop} was called. */
    STOPPED,
    /** Time was up. */
    DEADLINE
}
