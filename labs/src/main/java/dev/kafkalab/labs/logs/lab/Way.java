package dev.kafkalab.labs.logs.lab;

import java.util.Locale;

/** A way to carry lines. */
enum Way {
    /** The place is noted when something is read; documents get an id when they are written. */
    NAIVE,
    /** The place is noted when the other side has acknowledged; ids come from where the line stands. */
    SAFE;

    /** The topic in which its shipper puts lines. @param prefix of the run */
    String topic(String prefix) {
        return prefix + this;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
