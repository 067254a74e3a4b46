package dev.kafkalab.labs.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the path or the query, as text or as something else. What it cannot be is a {@link ProblemException} that
 * names it: 400.
 *
 * @param text decoded; null if it was not given
 */
public record Parameter(String name, @Nullable String text) {
    private static final int SHOWN = 40;

    public Optional<String> optional() {
        return Optional.ofNullable(text);
    }

    /** The same with a value if it was not given. */
    public Parameter orElse(String value) {
        return text == null ? new Parameter(name, value) : this;
    }

    /** Not blank. */
    public String required() {
        if (text == null || text.isBlank()) {
            throw ProblemException.invalid(name, "must not be empty");
        }
        return text;
    }

    /** From {@code least} to {@code most}, both included. */
    public long wholeNumber(long least, long most) {
        String given = required();
        try {
            long number = Long.parseLong(given);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        String range = most == Long.MAX_VALUE ? " of at least " + least : " from " + least + " to " + most;
        throw ProblemException.invalid(name, "must be a whole number" + range + ", not '" + shortened(given) + "'");
    }

    /** A number that things are known by: at least 1. */
    public long id() {
        return wholeNumber(1, Long.MAX_VALUE);
    }

    private static String shortened(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }
}
