package dev.kafkalab.labs.content.read;

import dev.kafkalab.KafkaLabException;
import org.jspecify.annotations.Nullable;

/** A question that cannot be answered even in part, because a store does not answer. */
public final class StoreDownException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    private final String store;

    /** @param store such as {@code Redis} @param consequence for whoever asked */
    StoreDownException(String store, String consequence, @Nullable Throwable cause) {
        super(Reason.UNREACHABLE, store + " does not answer; " + consequence, cause);
        this.store = store;
    }

    public String store() {
        return store;
    }
}
