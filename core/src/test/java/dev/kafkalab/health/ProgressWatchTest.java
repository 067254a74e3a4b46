package dev.kafkalab.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kafkalab.consumer.Progress;
import dev.kafkalab.consumer.Progress.PartitionProgress;
import dev.kafkalab.health.Health.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestClock clock = new TestClock();
    private final ProgressWatch watch = new ProgressWatch(LIMIT, clock);

    @Test
    void aConsumerWithoutPartitionsIsUpForEver() {
        assertThat(watch.assess(progress(0)).status()).isEqualTo(Status.UP);
        clock.passes(LIMIT.multipliedBy(100));
        assertThat(watch.assess(progress(0)).status()).isEqualTo(Status.UP);
    }

    @Test
    void aConsumerWithNothingToDoIsUpForEver() {
        Progress idle = progress(7, at(0, 7).waiting(0));
        assertThat(watch.assess(idle).status()).isEqualTo(Status.UP);
        clock.passes(LIMIT.multipliedBy(100));
        assertThat(watch.assess(idle)).isEqualTo(new Health(Status.UP, List.of()));
    }

    @Test
    void theFirstLookAfterALongTimeOfNothingToDoIsNoStall() {
        watch.assess(progress(7, at(0, 7).waiting(0)));
        clock.passes(LIMIT.multipliedBy(100));
        assertThat(watch.assess(progress(7, at(0, 7).waiting(5))).status()).isEqualTo(Status.UP);
    }

    @Test
    void lagWithoutProgressIsDownWhenTheLimitIsReachedAndNotBefore() {
        Progress stuck = progress(7, at(0, 7).waiting(5), at(1, 3).waiting(0));
        watch.assess(stuck);
        clock.passes(LIMIT.minusMillis(1));
        assertThat(watch.assess(stuck).status()).isEqualTo(Status.UP);
        clock.passes(Duration.ofMillis(1));
        assertThat(watch.assess(stuck))
                .isEqualTo(new Health(
                        Status.DOWN,
                        List.of(
                                "no record was done for PT1M and 5 wait",
                                "orders-0 does not get past offset 7 for PT1M; 5 records wait")));
    }

    @Test
    void recordsInMemoryAreSomethingToDoEvenIfTheEndIsNotKnown() {
        Progress stuck = progress(7, at(0, 7).waiting(-1, 3));
        watch.assess(stuck);
        clock.passes(LIMIT);
        assertThat(watch.assess(stuck).reasons()).contains("no record was done for PT1M and 3 wait");
    }

    @Test
    void aRecordThatGetsDoneMakesItUpAgain() {
        watch.assess(progress(7, at(0, 7).waiting(5)));
        clock.passes(LIMIT);
        assertThat(watch.assess(progress(7, at(0, 7).waiting(5))).status()).isEqualTo(Status.DOWN);
        assertThat(watch.assess(progress(8, at(0, 8).waiting(4))).status()).isEqualTo(Status.UP);
        clock.passes(LIMIT.minusMillis(1));
        assertThat(watch.assess(progress(8, at(0, 8).waiting(4))).status()).isEqualTo(Status.UP);
    }

    @Test
    void onePartitionThatStandsWhileOthersGetOnIsDegraded() {
        watch.assess(progress(10, at(0, 7).waiting(5), at(1, 3).waiting(9)));
        clock.passes(LIMIT);
        Health health = watch.assess(progress(12, at(0, 7).waiting(5), at(1, 5).waiting(7)));
        assertThat(health)
                .isEqualTo(new Health(
                        Status.DEGRADED, List.of("orders-0 does not get past offset 7 for PT1M; 5 records wait")));
        assertThat(watch.assess(progress(13, at(0, 8).waiting(4), at(1, 5).waiting(7)))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void aPartitionThatWasGivenAwayAndComesBackBeginsAnew() {
        watch.assess(progress(10, at(0, 7).waiting(5)));
        clock.passes(LIMIT);
        watch.assess(progress(10));
        assertThat(watch.assess(progress(10, at(0, 7).waiting(5))).status()).isEqualTo(Status.UP);
    }

    @Test
    void refusedDeadLettersDegradeAtOnceAndUntilTheyAreTaken() {
        assertThat(watch.assess(new Progress(List.of(), 3, 2, 0, 0, 2, 0, Duration.ZERO)))
                .isEqualTo(new Health(
                        Status.DEGRADED, List.of("2 dead letters or retry records are refused and tried again")));
        assertThat(watch.assess(progress(3)).status()).isEqualTo(Status.UP);
    }

    @Test
    void failingCommitsDegradeUntilOneIsTaken() {
        assertThat(watch.assess(new Progress(List.of(), 3, 0, 4, 3, 0, 0, Duration.ZERO)))
                .isEqualTo(new Health(Status.DEGRADED, List.of("the last 3 commits failed")));
        assertThat(watch.assess(new Progress(List.of(), 3, 0, 5, 0, 0, 0, Duration.ZERO))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProgressWatch(Duration.ZERO, clock))
                .withMessage("stalledAfter is PT0S; it must be more than zero");
    }

    private static Progress progress(long handled, PartitionProgress... partitions) {
        return new Progress(List.of(partitions), handled, 0, 0, 0, 0, 0, Duration.ZERO);
    }

    private static At at(int partition, long safe) {
        return new At(partition, safe);
    }

    private record At(int partition, long safe) {
        PartitionProgress waiting(long records) {
            return waiting(records, Math.min(1, records));
        }

        PartitionProgress waiting(long lag, long inFlight) {
            return new PartitionProgress("orders", partition, safe + inFlight, safe, safe, inFlight, 0, lag, false);
        }
    }

    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
