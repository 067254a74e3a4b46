package dev.kafkalab.retry;

import dev.kafkalab.consumer.FailurePolicy;
import dev.kafkalab.consumer.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a record that is not tried again. */
public sealed interface Recovery {
    /** Ends the name of a topic's dead letter topic unless another name is given; as spring-kafka has it. */
    String SUFFIX = "-dlt";

    /**
     * Publishes it as a dead letter, and goes on once the brokers have acknowledged that. Until then its key waits,
     * however often publishing fails; nothing is dropped.
     *
     * @param topic empty: the topic that is consumed, with {@link #SUFFIX}
     */
    record DeadLetter(Optional<String> topic) implements Recovery {
        public DeadLetter {
            topic.filter(String::isBlank).ifPresent(blank -> {
                throw new IllegalArgumentException("a dead letter topic needs a name, such as orders" + SUFFIX);
            });
        }

        /** Where the dead letters of this topic go. */
        public String topicFor(String consumed) {
            return topic.orElse(consumed + SUFFIX);
        }
    }

    /** Logs where it lies and what failed, and goes on without it. */
    record Skip() implements Recovery {}

    /** The consumer stops with the failure. Nothing is lost: the record comes again when it is started again. */
    record Stop() implements Recovery {}

    /**
     * A function of the caller's; when it returns, the record is done. When it throws, the consumer stops with what it
     * threw, the handler's failure suppressed in it, and the record comes again.
     */
    record Call(RecoveryFunction function) implements Recovery {}

    /** To {@code <topic>-dlt}. */
    static Recovery deadLetter() {
        return new DeadLetter(Optional.empty());
    }

    static Recovery deadLetter(String topic) {
        return new DeadLetter(Optional.of(topic));
    }

    static Recovery skip() {
        return new Skip();
    }

    static Recovery stop() {
        return new Stop();
    }

    static Recovery call(RecoveryFunction function) {
        return new Call(function);
    }

    /** This recovery as the loop takes it. */
    default FailurePolicy with(DeadLetterRecords letters) {
        Logger log = LoggerFactory.getLogger(Recovery.class);
        if (this instanceof DeadLetter dead) {
            return (delivery, failure) -> new Outcome.Publish(letters.create(delivery, failure, dead));
        } else if (this instanceof Skip) {
            return (delivery, failure) -> {
                log.warn(
                        "skipped {} after attempt {}: {}",
                        delivery.origin(),
                        delivery.attempt(),
                        Causes.root(failure).getClass().getName());
                log.debug("why {} was skipped", delivery.origin(), failure);
                return Outcome.DONE;
            };
        } else if (this instanceof Call call) {
            return (delivery, failure) -> {
                try {
                    call.function().recover(delivery, failure);
                    return Outcome.DONE;
                } catch (Exception | Error thrown) {
                    if (thrown instanceof InterruptedException) {
                        Thread.currentThread().interrupt();
                    }
                    if (thrown != failure) {
                        thrown.addSuppressed(failure);
                    }
                    return new Outcome.Stop(thrown);
                }
            };
        }
        return FailurePolicy.STOP;
    }
}
