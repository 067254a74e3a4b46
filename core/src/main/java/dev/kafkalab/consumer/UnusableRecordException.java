package dev.kafkalab.consumer;

import dev.kafkalab.KafkaLabException;
import org.jspecify.annotations.Nullable;

/** A record that cannot be handled as it is. Never worth a retry: its bytes will not change. */
public abstract class UnusableRecordException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    protected UnusableRecordException(String message, @Nullable Throwable cause) {
        super(Reason.PRECONDITION, message, cause);
    }
}
