package dev.kafkalab.deadletters;

import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.OriginHeader;
import dev.kafkalab.retry.DeadLetterHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a dead letter topic and what its headers say. What a header does not say, or says in a form that is not
 * spring-kafka's, is absent here; only the topic it came from must be there.
 *
 * @param place where it lay when it failed; partition, offset and timestamp are -1 if they are not known
 * @param origin where it lay first, before any redrive; its id
 * @param exception class of what the handler threw
 * @param cause class of the root cause
 * @param message what they said
 * @param redrives how often it was put back before
 */
public record DeadLetter(
        ConsumerRecord<byte[], byte[]> record,
        Origin place,
        Origin origin,
        Optional<String> group,
        Optional<String> exception,
        Optional<String> cause,
        Optional<String> message,
        Optional<String> stackTrace,
        int redrives) {
    /** Empty if it is none: no header says which topic it came from. */
    public static Optional<DeadLetter> of(ConsumerRecord<byte[], byte[]> record) {
        HeaderValues values = new HeaderValues(record.headers());
        return values.text(DeadLetterHeaders.ORIGINAL_TOPIC)
                .filter(DeadLetter::canBeATopic)
                .map(topic -> {
                    Origin place = new Origin(
                            topic,
                            values.int32(DeadLetterHeaders.ORIGINAL_PARTITION).orElse(-1),
                            values.int64(DeadLetterHeaders.ORIGINAL_OFFSET).orElse(-1),
                            values.int64(DeadLetterHeaders.ORIGINAL_TIMESTAMP).orElse(-1));
                    // A spring-kafka consumer passes on the header that the record had in the topic it failed in.
                    Optional<Origin> origin =
                            OriginHeader.carriedBy(record).or(() -> OriginHeader.carriedBy(record.headers(), topic));
                    return new DeadLetter(
                            record,
                            place,
                            origin.orElse(place),
                            values.text(DeadLetterHeaders.ORIGINAL_CONSUMER_GROUP),
                            values.text(DeadLetterHeaders.EXCEPTION_FQCN)
                                    .or(() -> values.text(DeadLetterHeaders.KEY_EXCEPTION_FQCN)),
                            values.text(DeadLetterHeaders.EXCEPTION_CAUSE_FQCN),
                            values.text(DeadLetterHeaders.EXCEPTION_MESSAGE)
                                    .or(() -> values.text(DeadLetterHeaders.KEY_EXCEPTION_MESSAGE)),
                            values.text(DeadLetterHeaders.EXCEPTION_STACKTRACE)
                                    .or(() -> values.text(DeadLetterHeaders.KEY_EXCEPTION_STACKTRACE)),
                            origin.isPresent() ? values.count(DeadLetterHeaders.REDRIVES) : 0);
                });
    }

    /** When it became a dead letter. */
    public Instant diedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** The root cause, else what was thrown, else {@code unknown}. */
    public String reason() {
        return cause.or(() -> exception).orElse("unknown");
    }

    private static boolean canBeATopic(String name) {
        return name.matches("[a-zA-Z0-9._-]{1,249}");
    }
}
