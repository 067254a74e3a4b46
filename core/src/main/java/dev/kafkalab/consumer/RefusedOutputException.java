package dev.kafkalab.consumer;

import org.apache.kafka.common.TopicPartition;

/** What a handler sent in a transaction was refused for good: too large, a topic that cannot be. */
public final class RefusedOutputException extends UnusableRecordException {
    private static final long serialVersionUID = 1L;

    RefusedOutputException(TopicPartition partition, long offset, Throwable cause) {
        super("what was sent for " + partition + "@" + offset + " is refused: " + cause.getMessage(), cause);
    }
}
