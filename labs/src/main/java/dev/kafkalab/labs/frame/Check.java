package dev.kafkalab.labs.frame;

/**
 * One thing that was looked at.
 *
 * @param what what it is about, such as {@code records read back}
 */
public record Check(String what, Expectation expectation) {
    /** Compares by text. */
    public static Check equal(String what, Object expected, Object actual) {
        return new Check(what, Expectation.equal(expected, actual));
    }

    public boolean passed() {
        return expectation.met();
    }

    /** As people read it. */
    @Override
    public String toString() {
        return "%s: %s / %s".formatted(what, expectation.expected(), expectation.actual());
    }
}
