package dev.kafkalab.cli.records;

/** A line that is not a record. The message says why, in one line, without the line's content. */
public final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        super(message);
    }
}
