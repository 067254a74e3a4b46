package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.KafkaLabException;

/** The endpoint does not take our key or has no such model: it is so for every post, and for us to mend. */
public final class ChatRefusesException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    ChatRefusesException(ChatSettings settings, int status) {
        super(
                Reason.PRECONDITION,
                status == 404
                        ? "the chat endpoint knows no such model or address: " + settings + " (404); see "
                                + ChatSettings.URL + " and " + ChatSettings.MODEL
                        : "the chat endpoint does not take our key: " + settings + " (" + status + "); see "
                                + ChatSettings.KEY);
    }
}
