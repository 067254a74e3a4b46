package dev.kafkalab.labs.course.offsets;

import java.util.Locale;

/** A way to have records handled again. */
enum Way {
    /** A member of the group, asked for it, commits earlier offsets and polls on. */
    WHILE_RUNNING,
    /** Stop, preview, reset, start. */
    STOPPED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
