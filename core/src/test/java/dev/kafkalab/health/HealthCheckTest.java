package dev.kafkalab.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kafkalab.consumer.Progress;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.health.Health.Status;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    @Test
    void aRunningConsumerWithNothingToDoIsUp() {
        assertThat(HealthCheck.of(new Standing(true, null)).check()).isEqualTo(new Health(Status.UP, List.of()));
    }

    @Test
    void aConsumerStoppedByAFailureIsDownAndSaysWhy() {
        assertThat(HealthCheck.of(new Standing(false, new TopicAuthorizationException("Not authorized")))
                        .check())
                .isEqualTo(new Health(
                        Status.DOWN,
                        List.of("the consumer stopped: org.apache.kafka.common.errors.TopicAuthorizationException:"
                                + " Not authorized")));
    }

    @Test
    void aClosedConsumerIsDown() {
        assertThat(HealthCheck.of(new Standing(false, null)).check())
                .isEqualTo(new Health(Status.DOWN, List.of("the consumer is closed")));
    }

    @Test
    void aHealthThatIsNotUpNeedsAReason() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Health(Status.DOWN, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Health(Status.UP, List.of("odd")));
    }

    /** A consumer that does nothing but be. */
    private record Standing(boolean isRunning, @Nullable RuntimeException failure) implements RunningConsumer {
        @Override
        public void awaitStopped() {
            awaitStopped(Duration.ZERO);
        }

        @Override
        public boolean awaitStopped(Duration limit) {
            if (failure != null) {
                throw failure;
            }
            return !isRunning;
        }

        @Override
        public Progress progress() {
            return new Progress(List.of(), 0, 0, 0, 0, 0, 0, Duration.ZERO);
        }

        @Override
        public void close() {}
    }
}
