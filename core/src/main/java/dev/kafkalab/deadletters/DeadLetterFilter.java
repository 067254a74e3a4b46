package dev.kafkalab.deadletters;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which dead letters are meant. Conditions are combined with {@link Predicate#and}. */
public final class DeadLetterFilter {
    private DeadLetterFilter() {}

    public static Predicate<DeadLetter> all() {
        return letter -> true;
    }

    /** The class of the exception or of its root cause holds this. */
    public static Predicate<DeadLetter> causedBy(Pattern type) {
        return letter -> holds(type, letter.exception()) || holds(type, letter.cause());
    }

    /** The message of the exception holds this. */
    public static Predicate<DeadLetter> saying(Pattern message) {
        return letter -> holds(message, letter.message());
    }

    /** It failed in one of these partitions. */
    public static Predicate<DeadLetter> failedIn(Set<Integer> partitions) {
        return letter -> partitions.contains(letter.place().partition());
    }

    /** It failed at one of these offsets, both included. */
    public static Predicate<DeadLetter> failedAt(long from, long to) {
        return letter -> letter.place().offset() >= from && letter.place().offset() <= to;
    }

    /** It became a dead letter then or later. */
    public static Predicate<DeadLetter> since(Instant time) {
        return letter -> !letter.diedAt().isBefore(time);
    }

    /** It became a dead letter before that. */
    public static Predicate<DeadLetter> before(Instant time) {
        return letter -> letter.diedAt().isBefore(time);
    }

    private static boolean holds(Pattern pattern, Optional<String> text) {
        return text.isPresent() && pattern.matcher(text.get()).find();
    }
}
