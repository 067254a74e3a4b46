package dev.kafkalab.labs.logs.parse;

/** A line is not of the format. The message says what is wrong, and where; it holds nothing of the line. */
public final class UnmatchedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnmatchedLineException(String reason) {
        // Many lines may not match; where in our code it was found says nothing.
        super(reason, null, false, false);
    }
}
