package dev.kafkalab.labs.course.json;

import java.util.Locale;

/** A way to carry records from one topic to another. */
enum PipeWay {
    /** Consume, produce, commit: three steps that a crash takes apart. */
    NAIVE,
    /** What is produced and the note that it is done are one transaction. */
    PIPE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PipeWay of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
