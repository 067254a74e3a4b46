package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.consumer.UnusableRecordException;
import org.jspecify.annotations.Nullable;

/** The model answered, and no judgement can be made of it. It would say the same again, so a person must look. */
public final class UnusableAnswerException extends UnusableRecordException {
    private static final long serialVersionUID = 1L;

    UnusableAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
