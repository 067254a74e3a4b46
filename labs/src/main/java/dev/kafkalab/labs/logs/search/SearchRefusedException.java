package dev.kafkalab.labs.logs.search;

import dev.kafkalab.KafkaLabException;

/** Elasticsearch understood the request and refused it. */
public final class SearchRefusedException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param why as it says itself */
    SearchRefusedException(int status, String why, Throwable cause) {
        super(reason(status), "Elasticsearch refused the request: %s (%d)".formatted(why, status), cause);
        this.status = status;
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 400 -> Reason.USAGE;
            case 404 -> Reason.NOT_FOUND;
            default -> Reason.PRECONDITION;
        };
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }
}
