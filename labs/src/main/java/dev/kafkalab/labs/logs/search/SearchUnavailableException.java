package dev.kafkalab.labs.logs.search;

import dev.kafkalab.KafkaLabException;

/** Elasticsearch does not answer, or says that it cannot at present: what was asked may be asked again. */
public final class SearchUnavailableException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    SearchUnavailableException(String message, Throwable cause) {
        super(Reason.UNREACHABLE, message, cause);
    }

    static SearchUnavailableException noAnswer(String address, String why, Throwable cause) {
        return new SearchUnavailableException(
                "no answer from Elasticsearch at %s (%s); start one with: sandbox up --only elasticsearch, or name another with --elasticsearch-url"
                        .formatted(address, why),
                cause);
    }
}
