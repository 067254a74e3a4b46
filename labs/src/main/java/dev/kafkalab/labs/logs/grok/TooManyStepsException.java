package dev.kafkalab.labs.logs.grok;

/** An expression went back and forth in a line so often that it would hold up everything behind it. */
public final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyStepsException(long steps) {
        super("the pattern takes more than %,d steps on this line".formatted(steps));
    }
}
