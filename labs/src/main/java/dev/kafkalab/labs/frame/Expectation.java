package dev.kafkalab.labs.frame;

/**
 * What should be and what is.
 *
 * @param expected as it is shown
 * @param actual as it is shown
 * @param met whether it came out as expected
 */
public record Expectation(String expected, String actual, boolean met) {
    /** Compares by text. */
    public static Expectation equal(Object expected, Object actual) {
        String wanted = String.valueOf(expected);
        String seen = String.valueOf(actual);
        return new Expectation(wanted, seen, wanted.equals(seen));
    }

    public static Expectation atLeast(long least, long actual) {
        return new Expectation("≥ " + least, String.valueOf(actual), actual >= least);
    }

    public static Expectation atMost(long most, long actual) {
        return new Expectation("≤ " + most, String.valueOf(actual), actual <= most);
    }
}
