package dev.kafkalab.labs.course.partitions;

import java.util.Locale;

/** A way to get more partitions. */
enum Growth {
    /** To the topic as it is, while it is written and read. */
    IN_PLACE,
    /** A new topic, which nobody reads before the old one is drained. */
    NEW_TOPIC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
