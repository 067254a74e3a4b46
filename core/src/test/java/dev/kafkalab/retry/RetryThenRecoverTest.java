package dev.kafkalab.retry;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.consumer.BatchFailedException;
import dev.kafkalab.consumer.FailurePolicy;
import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.Outcome;
import dev.kafkalab.consumer.UndecodableRecordException;
import dev.kafkalab.consumer.UndecodableRecordException.Part;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RetryThenRecoverTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ConsumerRecord<byte[], byte[]> RECORD =
            new ConsumerRecord<>("orders", 2, 9, new byte[] {1}, new byte[] {2});
    private static final DeadLetterRecords LETTERS = new DeadLetterRecords("billing", topic -> 0);

    private final List<Throwable> exhausted = new ArrayList<>();
    private final List<Throwable> hopeless = new ArrayList<>();
    private final FailurePolicy policy = new RetryThenRecover(
            RetryPolicy.fixed(ofSeconds(3)).maxAttempts(3),
            recordIn(exhausted),
            recordIn(hopeless),
            CLOCK,
            new Random(1));

    @Test
    void aFailureIsTriedAgainUntilAttemptsAreUsedUp() {
        IOException failure = new IOException();

        assertThat(policy.decide(attempt(1), failure)).isEqualTo(new Outcome.RetryAfter(ofSeconds(3)));
        assertThat(policy.decide(attempt(2), failure)).isEqualTo(new Outcome.RetryAfter(ofSeconds(3)));
        assertThat(policy.decide(attempt(3), failure)).isEqualTo(Outcome.DONE);
        assertThat(exhausted).containsExactly(failure);
        assertThat(hopeless).isEmpty();
    }

    @Test
    void whatIsNotWorthARetryIsRecoveredAtTheFirstAttempt() {
        UndecodableRecordException poison =
                new UndecodableRecordException(Part.VALUE, new Origin("orders", 2, 9, 0), new IOException());

        assertThat(policy.decide(attempt(1), poison)).isEqualTo(Outcome.DONE);
        assertThat(hopeless).containsExactly(poison);
        assertThat(exhausted).isEmpty();
    }

    @Test
    void anErrorOfTheHandlerIsAFailureLikeOthers() {
        for (Error error : List.of(new AssertionError(), new StackOverflowError(), new NoClassDefFoundError())) {
            assertThat(policy.decide(attempt(1), error)).isEqualTo(Outcome.DONE);
        }
        assertThat(hopeless).hasSize(3);
    }

    @Test
    void aVirtualMachineOutOfOrderStopsTheConsumerAlsoAsACause() {
        OutOfMemoryError memory = new OutOfMemoryError();
        ExecutionException wrapped = new ExecutionException(new InternalError());

        assertThat(policy.decide(attempt(1), memory)).isEqualTo(new Outcome.Stop(memory));
        assertThat(policy.decide(attempt(1), wrapped)).isEqualTo(new Outcome.Stop(wrapped));
        assertThat(hopeless).isEmpty();
    }

    @Test
    void ofABatchTheCauseCounts() {
        IOException failure = new IOException();

        policy.decide(attempt(3), new BatchFailedException(4, failure));

        assertThat(exhausted).containsExactly(failure);
    }

    @Test
    void skippingIsDone() {
        assertThat(Recovery.skip().with(LETTERS).decide(attempt(1), new IOException()))
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void stoppingStopsWithTheFailure() {
        IOException failure = new IOException();

        assertThat(Recovery.stop().with(LETTERS).decide(attempt(1), failure)).isEqualTo(new Outcome.Stop(failure));
    }

    @Test
    void aFunctionOfTheCallersIsDoneWhenItReturns() {
        List<String> called = new ArrayList<>();
        Recovery recovery =
                Recovery.call((delivery, failure) -> called.add(delivery.origin() + " " + failure.getMessage()));

        assertThat(recovery.with(LETTERS).decide(attempt(1), new IOException("broken")))
                .isEqualTo(Outcome.DONE);
        assertThat(called).containsExactly("orders-2@9 broken");
    }

    @Test
    void aFunctionOfTheCallersThatThrowsStopsTheConsumerWithBothFailures() {
        IOException failure = new IOException("broken");
        IllegalStateException thrown = new IllegalStateException("database is gone");
        Recovery recovery = Recovery.call((delivery, cause) -> {
            throw thrown;
        });

        assertThat(recovery.with(LETTERS).decide(attempt(1), failure)).isEqualTo(new Outcome.Stop(thrown));
        assertThat(thrown.getSuppressed()).containsExactly(failure);
    }

    @Test
    void aFunctionOfTheCallersMayThrowTheFailureItself() {
        IOException failure = new IOException("broken");
        Recovery recovery = Recovery.call((delivery, cause) -> {
            throw (IOException) cause;
        });

        assertThat(recovery.with(LETTERS).decide(attempt(1), failure)).isEqualTo(new Outcome.Stop(failure));
    }

    @Test
    void aDeadLetterIsPublished() {
        Outcome outcome = Recovery.deadLetter().with(LETTERS).decide(attempt(1), new IOException());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Publish.class,
                        publish -> assertThat(publish.record().topic()).isEqualTo("orders-dlt"));
    }

    private static StubDelivery attempt(int attempt) {
        return new StubDelivery(RECORD, attempt, NOW);
    }

    private static FailurePolicy recordIn(List<Throwable> seen) {
        return (delivery, failure) -> {
            seen.add(failure);
            return Outcome.DONE;
        };
    }
}
