package dev.kafkalab.labs.tour;

import dev.kafkalab.labs.frame.Check;

/** Where a step puts what it looked at. */
@FunctionalInterface
public interface Checks {
    void add(Check check);

    /** Compares by text. */
    default void expect(String what, Object expected, Object actual) {
        add(Check.equal(what, expected, actual));
    }
}
