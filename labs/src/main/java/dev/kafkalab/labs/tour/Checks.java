package dev.kafkalab.labs.tour;

/** Where a step puts what it looked at. */
@FunctionalInterface
public interface Checks {
    void add(Check check);

    /** Compares by text. */
    default void expect(String what, Object expected, Object actual) {
        add(new Check(what, String.valueOf(expected), String.valueOf(actual)));
    }
}
