package dev.kafkalab.consumer;

import org.jspecify.annotations.Nullable;

/** What waits in a {@link Lane}: one record, or several of one poll. */
abstract class Link {
    /** Written before the lane counts this link's successor, read after: the count orders the two. */
    @Nullable
    Link next;

    /** How many records. */
    abstract int size();
}
