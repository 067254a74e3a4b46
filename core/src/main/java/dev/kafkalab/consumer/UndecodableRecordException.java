package dev.kafkalab.consumer;

import java.util.Locale;

/** A key or value that its deserializer refused. */
public final class UndecodableRecordException extends UnusableRecordException {
    private static final long serialVersionUID = 1L;

    /** Which part could not be decoded. */
    public enum Part {
        KEY,
        VALUE
    }

    private final Part part;

    public UndecodableRecordException(Part part, Origin origin, Throwable cause) {
        super("the " + part.name().toLowerCase(Locale.ROOT) + " of " + origin + " cannot be decoded", cause);
        this.part = part;
    }

    public Part part() {
        return part;
    }
}
