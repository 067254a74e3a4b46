package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import org.jspecify.annotations.Nullable;

/**
 * What an application says happened, in the columns that Debezium's outbox event router reads.
 *
 * @param aggregateType what kind of thing changed, such as {@code order}; the topic is made of it
 * @param aggregateId which one; the key of the record, so that its events keep their order
 * @param type what happened, such as {@code OrderPlaced}; a header
 * @param payload the value of the record, as it is; null makes a tombstone
 */
public record OutboxEvent(
        String aggregateType,
        String aggregateId,
        String type,
        @Nullable String payload) {
    private static final int LONGEST = 255;

    public OutboxEvent {
        check("aggregateType", aggregateType);
        check("aggregateId", aggregateId);
        check("type", type);
    }

    private static void check(String what, String text) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
            throw KafkaLabException.usage(what + " of an outbox event has " + text.codePointCount(0, text.length())
                    + " characters; it must have 1 to " + LONGEST);
        }
    }
}
