package dev.kafkalab.retry;

import dev.kafkalab.consumer.BatchFailedException;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.FailurePolicy;
import dev.kafkalab.consumer.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tries again in place while the retry policy says so; then, and for what is not worth it, leaves the record to others.
 *
 * <p>A virtual machine that is out of order ({@link OutOfMemoryError}, {@link InternalError}, {@link UnknownError})
 * stops the consumer, whatever the policy says: no record is to blame. Thread-safe, if what it is given is.
 */
public final class RetryThenRecover implements FailurePolicy {
    private final RetryPolicy retry;
    private final FailurePolicy exhausted;
    private final FailurePolicy hopeless;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * @param exhausted decides when attempts or time are used up
     * @param hopeless decides at once when the failure is not {@linkplain RetryPolicy#retryable worth a retry}
     * @param random where jitter comes from; thread-safe, as {@link java.util.Random} is
     */
    public RetryThenRecover(
            RetryPolicy retry, FailurePolicy exhausted, FailurePolicy hopeless, Clock clock, RandomGenerator random) {
        this.retry = retry;
        this.exhausted = exhausted;
        this.hopeless = hopeless;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Outcome decide(Delivery<?> delivery, Throwable thrown) {
        Throwable failure = cause(thrown);
        if (Causes.of(failure).stream().anyMatch(RetryThenRecover::virtualMachineFails)) {
            return new Outcome.Stop(failure);
        }
        if (!retry.retryable(failure)) {
            return hopeless.decide(delivery, failure);
        }
        Optional<Duration> delay =
                retry.delayAfter(delivery.attempt(), delivery.firstAttemptAt(), clock.instant(), random);
        return delay.isPresent() ? new Outcome.RetryAfter(delay.get()) : exhausted.decide(delivery, failure);
    }

    /** What failed, not that it failed within a batch. */
    private static Throwable cause(Throwable thrown) {
        return thrown instanceof BatchFailedException batch && batch.getCause() != null ? batch.getCause() : thrown;
    }

    private static boolean virtualMachineFails(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }
}
