package dev.kafkalab.labs.content.index;

import dev.kafkalab.KafkaLabException;

/** Elasticsearch understood the request and refused it. */
final class RefusedRequestException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    /** @param type as Elasticsearch names the error */
    RefusedRequestException(int status, String type, Throwable cause) {
        super(Reason.PRECONDITION, "Elasticsearch refused a request: " + type + " (" + status + ")", cause);
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
