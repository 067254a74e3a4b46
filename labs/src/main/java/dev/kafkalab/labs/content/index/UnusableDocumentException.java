package dev.kafkalab.labs.content.index;

import dev.kafkalab.consumer.UnusableRecordException;

/** Elasticsearch will not take a post as it is: it does not go with the mapping. */
final class UnusableDocumentException extends UnusableRecordException {
    private static final long serialVersionUID = 1L;

    /** @param type as Elasticsearch names the error; its reason may quote the post, so it is left out */
    UnusableDocumentException(long id, String type) {
        super("Elasticsearch will not take post " + id + ": " + type, null);
    }
}
