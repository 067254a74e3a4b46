package dev.kafkalab.sandbox.doctor;

/**
 * One thing the doctor looked at.
 *
 * @param subject what was looked at, such as {@code port 9092}
 * @param found what is the case
 * @param remedy what to do about it; empty if nothing need be done
 */
public record Finding(String subject, Level level, String found, String remedy) {
    /** How bad it is. */
    public enum Level {
        OK,
        /** It works, but not as well as it could. */
        WARN,
        /** Something will not work. */
        FAIL
    }

    static Finding ok(String subject, String found) {
        return new Finding(subject, Level.OK, found, "");
    }

    static Finding warn(String subject, String found, String remedy) {
        return new Finding(subject, Level.WARN, found, remedy);
    }

    static Finding fail(String subject, String found, String remedy) {
        return new Finding(subject, Level.FAIL, found, remedy);
    }
}
