package dev.kafkalab;

import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws of its own accord. The message is one line a user can act on: what failed, the
 * value, the way out. It never holds a record's content or a secret.
 *
 * <p>What Kafka's clients throw ({@link org.apache.kafka.common.KafkaException} and its children: time-outs,
 * authentication, authorisation) passes through unwrapped. A feature that has more to tell than a message derives a
 * class of its own.
 */
public class KafkaLabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; a command line turns it into an exit code. */
    public enum Reason {
        /** The argument itself is wrong. */
        USAGE,
        /** A topic, partition, group or file that was named does not exist. */
        NOT_FOUND,
        /** The state of the cluster forbids it: the group is active, the topic exists. Nothing was changed. */
        PRECONDITION,
        /** Some of it was done and some was not; the message says which. */
        PARTLY_FAILED,
        /** A broker or store does not answer. */
        UNREACHABLE
    }

    private final Reason reason;

    public KafkaLabException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public KafkaLabException(Reason reason, String message) {
        this(reason, message, null);
    }

    public final Reason reason() {
        return reason;
    }

    public static KafkaLabException usage(String message) {
        return new KafkaLabException(Reason.USAGE, message);
    }

    public static KafkaLabException notFound(String message) {
        return new KafkaLabException(Reason.NOT_FOUND, message);
    }

    public static KafkaLabException precondition(String message) {
        return new KafkaLabException(Reason.PRECONDITION, message);
    }
}
