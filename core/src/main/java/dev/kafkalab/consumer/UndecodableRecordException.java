package dev.kafkalab.consumer;

import dev.kafkalab.KafkaLabException;

/** A key or value that its deserializer refused. Never worth a retry: the bytes will not change. */
public final class UndecodableRecordException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    /** Which part could not be decoded. */
    public enum Part {
        KEY,
        VALUE
    }

    private final Part part;

    public UndecodableRecordException(Part part, Origin origin, Throwable cause) {
        super(
                Reason.PRECONDITION,
                "the " + part.name().toLowerCase(java.util.Locale.ROOT) + " of " + origin + " cannot be decoded",
                cause);
        this.part = part;
    }

    public Part part() {
        return part;
    }
}
