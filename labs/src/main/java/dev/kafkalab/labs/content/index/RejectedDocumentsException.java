package dev.kafkalab.labs.content.index;

import dev.kafkalab.KafkaLabException;

/** Elasticsearch had too much to do for these documents, several times. */
final class RejectedDocumentsException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    RejectedDocumentsException(int documents) {
        super(Reason.UNREACHABLE, documents + " documents were rejected again and again");
    }
}
