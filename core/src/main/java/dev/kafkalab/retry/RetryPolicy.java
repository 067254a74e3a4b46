package dev.kafkalab.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Whether and when a record whose handler failed is handed over again.
 *
 * <p>Only its own key waits meanwhile, in memory: no thread, no other key, no poll. A delay is a promise of "not before",
 * not of "exactly then". After a crash or when another member takes the partition over, attempts are counted from 1 again.
 *
 * <p>An immutable value; each method returns another. Start with {@link #none}, {@link #fixed} or {@link #exponential}.
 */
public final class RetryPolicy {
    private static final int STANDARD_ATTEMPTS = 10;
    private static final Duration STANDARD_LONGEST = Duration.ofSeconds(30);

    private final Duration first;
    private final double factor;
    private final int maxAttempts;
    private final Duration maxDelay;
    private final Optional<Duration> maxElapsed;
    private final double jitter;
    private final Classification classification;

    private RetryPolicy(
            Duration first,
            double factor,
            int maxAttempts,
            Duration maxDelay,
            Optional<Duration> maxElapsed,
            double jitter,
            Classification classification) {
        this.first = first;
        this.factor = factor;
        this.maxAttempts = maxAttempts;
        this.maxDelay = maxDelay;
        this.maxElapsed = maxElapsed;
        this.jitter = jitter;
        this.classification = classification;
    }

    /** One attempt, no more. */
    public static RetryPolicy none() {
        return fixed(Duration.ZERO).maxAttempts(1);
    }

    /**
     * The same delay before each attempt but the first; 10 attempts unless said otherwise.
     *
     * @param delay zero or more
     */
    public static RetryPolicy fixed(Duration delay) {
        notNegative("delay", delay);
        return new RetryPolicy(delay, 1, STANDARD_ATTEMPTS, delay, Optional.empty(), 0, Classification.STANDARD);
    }

    /**
     * A delay that grows by a factor from attempt to attempt; at most 30 s (or {@code first}, if that is longer) and 10
     * attempts unless said otherwise.
     *
     * @param first before the second attempt; more than zero
     * @param factor 1 or more
     */
    public static RetryPolicy exponential(Duration first, double factor) {
        positive("first delay", first);
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor is " + factor + "; it must be 1 or more");
        }
        Duration longest = first.compareTo(STANDARD_LONGEST) > 0 ? first : STANDARD_LONGEST;
        return new RetryPolicy(first, factor, STANDARD_ATTEMPTS, longest, Optional.empty(), 0, Classification.STANDARD);
    }

    /** The same with this many attempts in all, the first included; 1 or more. */
    public RetryPolicy maxAttempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + attempts + "; it must be 1 or more");
        }
        return new RetryPolicy(first, factor, attempts, maxDelay, maxElapsed, jitter, classification);
    }

    /** The same with no delay longer than this; zero or more. */
    public RetryPolicy maxDelay(Duration longest) {
        notNegative("maxDelay", longest);
        return new RetryPolicy(first, factor, maxAttempts, longest, maxElapsed, jitter, classification);
    }

    /** The same with no attempt begun later than this after the first; more than zero. */
    public RetryPolicy maxElapsed(Duration limit) {
        positive("maxElapsed", limit);
        return new RetryPolicy(first, factor, maxAttempts, maxDelay, Optional.of(limit), jitter, classification);
    }

    /**
     * The same with delays shortened at random, so that keys that failed together do not come back together.
     *
     * @param part how much of a delay is left to chance: 0 nothing, 1 all of it ("full jitter")
     */
    public RetryPolicy jitter(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("jitter is " + part + "; it must be 0 to 1");
        }
        return new RetryPolicy(first, factor, maxAttempts, maxDelay, maxElapsed, part, classification);
    }

    /** The same that does not retry failures of these classes, nor those caused by one. Added to what is there. */
    @SafeVarargs
    public final RetryPolicy giveUpOn(Class<? extends Throwable>... types) {
        return giveUpIf(anyOf(types));
    }

    /** The same that does not retry failures for which this is true, of the failure or any of its causes. */
    public RetryPolicy giveUpIf(Predicate<Throwable> hopeless) {
        return classifiedBy(classification.givingUp(hopeless));
    }

    /**
     * The same that retries failures of these classes alone, and those caused by one. Added to what is there; {@link
     * #giveUpOn} goes before. The one way to retry an {@link Error}.
     */
    @SafeVarargs
    public final RetryPolicy retryOnly(Class<? extends Throwable>... types) {
        return retryOnlyIf(anyOf(types));
    }

    /** As {@link #retryOnly}, asked of the failure and each of its causes. */
    public RetryPolicy retryOnlyIf(Predicate<Throwable> worthIt) {
        return classifiedBy(classification.retryingOnly(worthIt));
    }

    /**
     * Whether a failure is worth another attempt at all: not an unusable record, nothing that was given up on; an
     * {@link Error} only if it was asked for. Looks through causes.
     */
    public boolean retryable(Throwable failure) {
        return classification.retryable(failure);
    }

    /**
     * How long to wait for the next attempt; empty if there is to be none.
     *
     * @param attempt the one that failed, from 1
     * @param firstAttemptAt when the first began
     * @param random where jitter comes from
     */
    public Optional<Duration> delayAfter(int attempt, Instant firstAttemptAt, Instant now, RandomGenerator random) {
        if (attempt >= maxAttempts) {
            return Optional.empty();
        }
        Duration delay = delay(attempt, random);
        boolean tooLate = maxElapsed
                .filter(limit ->
                        Duration.between(firstAttemptAt, now).plus(delay).compareTo(limit) > 0)
                .isPresent();
        return tooLate ? Optional.empty() : Optional.of(delay);
    }

    private Duration delay(int attempt, RandomGenerator random) {
        double nanos = Math.min(seconds(first) * Math.pow(factor, attempt - 1), seconds(maxDelay)) * 1e9;
        double part = jitter == 0 ? 1 : 1 - jitter * random.nextDouble();
        // A double holds whole nanoseconds of 100 days; longer delays lose some.
        double chosen = nanos * part;
        return chosen >= Long.MAX_VALUE ? maxDelay : Duration.ofNanos(Math.round(chosen));
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private RetryPolicy classifiedBy(Classification other) {
        return new RetryPolicy(first, factor, maxAttempts, maxDelay, maxElapsed, jitter, other);
    }

    private static Predicate<Throwable> anyOf(Class<? extends Throwable>[] types) {
        if (types.length == 0) {
            throw new IllegalArgumentException("no class of exceptions is named");
        }
        List<Class<? extends Throwable>> named = List.copyOf(Arrays.asList(types));
        return failure -> named.stream().anyMatch(type -> type.isInstance(failure));
    }

    private static void notNegative(String setting, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be zero or more");
        }
    }

    private static void positive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be more than zero");
        }
    }
}
