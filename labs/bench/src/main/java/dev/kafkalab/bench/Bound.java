package dev.kafkalab.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a figure has to reach.
 *
 * @param atLeast whether the value is the least or the most
 */
public record Bound(boolean atLeast, double value) {
    /** Says in one line whether it is reached; empty where nothing was measured. */
    public Optional<String> judge(String what, OptionalDouble measured) {
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        double figure = measured.getAsDouble();
        return Optional.of(String.format(
                Locale.ROOT,
                "%-7s %7.2f  (%s %.2f)  %s",
                (atLeast ? figure >= value : figure <= value) ? "reached" : "MISSED",
                figure,
                atLeast ? "at least" : "at most",
                value,
                what));
    }
}
