package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.KafkaLabException;
import org.jspecify.annotations.Nullable;

/** The endpoint failed or took too long; another attempt may succeed. */
public final class ChatUnavailableException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    ChatUnavailableException(String message, @Nullable Throwable cause) {
        super(Reason.UNREACHABLE, message, cause);
    }
}
