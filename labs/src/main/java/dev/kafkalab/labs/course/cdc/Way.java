package dev.kafkalab.labs.course.cdc;

import java.util.Locale;

/** A way to get a change of the database into Kafka. */
enum Way {
    /** The application sends, then commits. */
    INSIDE_TRANSACTION,
    /** The application commits, then sends. */
    AFTER_COMMIT,
    /** The application writes the event into the database, in the same transaction; a relay sends it. */
    OUTBOX,
    /** The application sends where the repository tells it that an order is written. */
    ENTITY_HOOK,
    /** Triggers write down each change, in its transaction; a relay sends it. */
    CHANGE_LOG,
    /** Rows later than the latest seen are sent. */
    WATERMARK,
    /** A relay sends rows by their time, and waits for those who may still write an earlier one. */
    TABLE_POLL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
