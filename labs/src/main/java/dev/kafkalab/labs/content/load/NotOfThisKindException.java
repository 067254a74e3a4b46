package dev.kafkalab.labs.content.load;

/** A value that cannot be what its name says. */
final class NotOfThisKindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOfThisKindException(String message) {
        super(message, null, false, false);
    }
}
