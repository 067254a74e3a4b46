package dev.kafkalab.cli.coupon;

import dev.kafkalab.cli.CommandException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Users from one to another, both included. */
public record UserRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

    /** Reads {@code 1..500}. */
    public static UserRange parse(String text) {
        Matcher match = FORM.matcher(text);
        if (match.matches()) {
            UserRange range = new UserRange(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
            if (range.first >= 1 && range.first <= range.last) {
                return range;
            }
        }
        throw CommandException.usage("--users is FROM..TO, such as 1..500; got '" + text + "'");
    }
}
