package dev.kafkalab.labs.logs.index;

/** Elasticsearch took the request, but not this document. */
public final class DocumentRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why holds nothing of the document */
    DocumentRefusedException(String why) {
        super(why, null, false, false);
    }
}
