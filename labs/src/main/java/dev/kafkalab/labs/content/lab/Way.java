package dev.kafkalab.labs.content.lab;

import dev.kafkalab.labs.content.ContentNames;
import java.util.Locale;

/** A way to get a post into five stores. */
enum Way {
    /** The request writes them itself, one after the other. */
    ONE_BY_ONE,
    /** The request writes the row and its event, in one transaction; relay and workers do the rest. */
    BY_EVENTS;

    /** What its things are called. @param prefix of the run */
    ContentNames names(String prefix) {
        return new ContentNames(prefix + this + "-");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
