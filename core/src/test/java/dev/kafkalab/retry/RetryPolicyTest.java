package dev.kafkalab.retry;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.UndecodableRecordException;
import dev.kafkalab.consumer.UndecodableRecordException.Part;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void noneMakesOneAttempt() {
        assertThat(delay(RetryPolicy.none(), 1)).isEmpty();
    }

    @Test
    void aFixedDelayIsTheSameBeforeEachOfTenAttempts() {
        RetryPolicy policy = RetryPolicy.fixed(ofMillis(250));

        assertThat(delays(policy, 9)).containsOnly(ofMillis(250)).hasSize(9);
        assertThat(delay(policy, 10)).isEmpty();
    }

    @Test
    void anExponentialDelayGrowsByItsFactorUpToTheLongest() {
        assertThat(delays(RetryPolicy.exponential(ofMillis(200), 2.0).maxDelay(ofSeconds(1)), 5))
                .containsExactly(ofMillis(200), ofMillis(400), ofMillis(800), ofSeconds(1), ofSeconds(1));
        assertThat(delay(RetryPolicy.exponential(ofSeconds(1), 10).maxAttempts(100), 3))
                .contains(ofSeconds(30));
        assertThat(delay(RetryPolicy.exponential(ofSeconds(90), 1.5), 4)).contains(ofSeconds(90));
    }

    @Test
    void aDelayBeyondAllNumbersIsTheLongest() {
        RetryPolicy policy = RetryPolicy.exponential(ofDays(1), 1000)
                .maxAttempts(Integer.MAX_VALUE)
                .maxDelay(ofDays(400_000));

        assertThat(delay(policy, Integer.MAX_VALUE - 1)).contains(ofDays(400_000));
    }

    @Test
    void aDelayCanBeCutToNothing() {
        assertThat(delay(RetryPolicy.fixed(ofSeconds(1)).maxDelay(Duration.ZERO), 1))
                .contains(Duration.ZERO);
    }

    @Test
    void noAttemptBeginsLaterThanTheElapsedLimit() {
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(10)).maxElapsed(ofSeconds(60));

        assertThat(policy.delayAfter(2, BEGUN, BEGUN.plusSeconds(50), new Random(1)))
                .contains(ofSeconds(10));
        assertThat(policy.delayAfter(2, BEGUN, BEGUN.plusSeconds(51), new Random(1)))
                .isEmpty();
    }

    @Test
    void jitterShortensByItsPartAtMostAndNeverLengthens() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(10)).jitter(0.5);
        Random random = new Random(seed);
        List<Duration> delays = IntStream.range(0, 1000)
                .mapToObj(i -> policy.delayAfter(1, BEGUN, BEGUN, random).orElseThrow())
                .toList();

        assertThat(delays).allMatch(delay -> delay.compareTo(ofSeconds(5)) >= 0 && delay.compareTo(ofSeconds(10)) <= 0);
        assertThat(delays.stream().distinct().count()).isGreaterThan(900);
    }

    @Test
    void theSameSeedGivesTheSameDelays() {
        RetryPolicy policy = RetryPolicy.exponential(ofMillis(100), 2).jitter(1);

        assertThat(policy.delayAfter(3, BEGUN, BEGUN, new Random(5)))
                .isEqualTo(policy.delayAfter(3, BEGUN, BEGUN, new Random(5)));
    }

    @Test
    void exceptionsAreRetriedAndErrorsAreNot() {
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(1));

        assertThat(policy.retryable(new IOException())).isTrue();
        assertThat(policy.retryable(new AssertionError())).isFalse();
        assertThat(policy.retryable(new StackOverflowError())).isFalse();
        assertThat(policy.retryable(new ExecutionException(new NoClassDefFoundError())))
                .isFalse();
    }

    @Test
    void anErrorIsRetriedIfItIsAskedFor() {
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(1)).retryOnly(AssertionError.class, IOException.class);

        assertThat(policy.retryable(new AssertionError())).isTrue();
        assertThat(policy.retryable(new StackOverflowError())).isFalse();
    }

    @Test
    void whatIsGivenUpOnIsFoundAmongCauses() {
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(1)).giveUpOn(IOException.class);

        assertThat(policy.retryable(new UncheckedIOException(new FileNotFoundException())))
                .isFalse();
        assertThat(policy.retryable(new IllegalStateException())).isTrue();
    }

    @Test
    void whatAloneIsRetriedIsFoundAmongCauses() {
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(1)).retryOnly(IOException.class);

        assertThat(policy.retryable(new UncheckedIOException(new FileNotFoundException())))
                .isTrue();
        assertThat(policy.retryable(new IllegalStateException())).isFalse();
    }

    @Test
    void givingUpGoesBeforeRetryingAndBothAddUp() {
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(1))
                .retryOnly(IOException.class)
                .retryOnly(IllegalStateException.class)
                .giveUpOn(FileNotFoundException.class)
                .giveUpIf(failure -> "closed".equals(failure.getMessage()));

        assertThat(policy.retryable(new IOException())).isTrue();
        assertThat(policy.retryable(new IllegalStateException())).isTrue();
        assertThat(policy.retryable(new FileNotFoundException())).isFalse();
        assertThat(policy.retryable(new RuntimeException(new IOException("closed"))))
                .isFalse();
    }

    @Test
    void aPredicateCanSayWhatAloneIsRetried() {
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(1))
                .retryOnlyIf(failure -> failure.getMessage().startsWith("503"));

        assertThat(policy.retryable(new IOException("503 busy"))).isTrue();
        assertThat(policy.retryable(new IOException("400 bad"))).isFalse();
    }

    @Test
    void undecodableBytesAreNeverRetried() {
        UndecodableRecordException poison =
                new UndecodableRecordException(Part.VALUE, new Origin("orders", 0, 1, 2), new IOException());
        RetryPolicy policy = RetryPolicy.fixed(ofSeconds(1)).retryOnly(Throwable.class);

        assertThat(policy.retryable(poison)).isFalse();
        assertThat(policy.retryable(new IllegalStateException(poison))).isFalse();
    }

    @Test
    void aCircleOfCausesEnds() {
        IllegalStateException outer = new IllegalStateException();
        RuntimeException inner = new RuntimeException(outer);
        outer.initCause(inner);

        assertThat(RetryPolicy.fixed(ofSeconds(1)).retryable(outer)).isTrue();
        assertThat(Causes.of(outer)).containsExactly(outer, inner);
    }

    @Test
    void aWrongSettingIsRefusedByNameWithTheValueAndWhatIsAllowed() {
        refused(() -> RetryPolicy.fixed(ofSeconds(-1)), "delay is PT-1S; it must be zero or more");
        refused(() -> RetryPolicy.exponential(Duration.ZERO, 2), "first delay is PT0S; it must be more than zero");
        refused(() -> RetryPolicy.exponential(ofSeconds(1), 0.9), "factor is 0.9; it must be 1 or more");
        refused(() -> RetryPolicy.exponential(ofSeconds(1), Double.NaN), "factor is NaN; it must be 1 or more");
        refused(() -> RetryPolicy.none().maxAttempts(0), "maxAttempts is 0; it must be 1 or more");
        refused(() -> RetryPolicy.none().maxDelay(ofSeconds(-2)), "maxDelay is PT-2S; it must be zero or more");
        refused(() -> RetryPolicy.none().maxElapsed(Duration.ZERO), "maxElapsed is PT0S; it must be more than zero");
        refused(() -> RetryPolicy.none().jitter(1.1), "jitter is 1.1; it must be 0 to 1");
        refused(() -> RetryPolicy.none().giveUpOn(), "no class of exceptions is named");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static Optional<Duration> delay(RetryPolicy policy, int attempt) {
        return policy.delayAfter(attempt, BEGUN, BEGUN, new Random(1));
    }

    private static List<Duration> delays(RetryPolicy policy, int attempts) {
        return IntStream.rangeClosed(1, attempts)
                .mapToObj(attempt -> delay(policy, attempt).orElseThrow())
                .toList();
    }
}
