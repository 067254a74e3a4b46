package dev.kafkalab.labs.tour;

/**
 * One thing that was looked at.
 *
 * @param what what it is about, such as {@code records read back}
 */
public record Check(String what, String expected, String actual) {
    public boolean passed() {
        return expected.equals(actual);
    }
}
