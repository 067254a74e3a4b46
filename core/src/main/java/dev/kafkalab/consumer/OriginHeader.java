package dev.kafkalab.consumer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header in which a record carries its {@link Origin} through retry and dead letter topics and back.
 *
 * <p>Its value is UTF-8 text: {@code <topic>:<partition>:<offset>:<timestamp>:<sent to>}. The last part is the topic that
 * this copy of the record was sent to. A header found in any other topic was copied there by somebody who passes headers
 * on; that record is another one, so it is its own origin.
 */
public final class OriginHeader {
    public static final String NAME = "kafka-lab-origin";

    /** Names of topics hold neither a colon nor a space. */
    private static final Pattern FORMAT = Pattern.compile("([^:]+):(\\d{1,10}):(\\d{1,19}):(-?\\d{1,19}):([^:]+)");

    private OriginHeader() {}

    /** The origin that a record carries; its own place if it carries none, a malformed one, or one meant for another topic. */
    public static Origin of(ConsumerRecord<?, ?> record) {
        return carriedBy(record)
                .orElseGet(() -> new Origin(record.topic(), record.partition(), record.offset(), record.timestamp()));
    }

    /** The origin that a record carries; empty if it carries none, a malformed one, or one meant for another topic. */
    public static Optional<Origin> carriedBy(ConsumerRecord<?, ?> record) {
        return carriedBy(record.headers(), record.topic());
    }

    /** The origin that headers carry, if it is well-formed and was meant for this topic. */
    public static Optional<Origin> carriedBy(Headers headers, String sentTo) {
        Header header = headers.lastHeader(NAME);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        Matcher parts = FORMAT.matcher(new String(header.value(), StandardCharsets.UTF_8));
        if (!parts.matches() || !sentTo.equals(parts.group(5))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(
                    parts.group(1),
                    Integer.parseInt(parts.group(2)),
                    Long.parseLong(parts.group(3)),
                    Long.parseLong(parts.group(4))));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /**
     * Sets the header; one that is there is replaced.
     *
     * @param sentTo the topic that the record with these headers is sent to
     */
    public static void set(Headers headers, Origin origin, String sentTo) {
        String value = origin.topic() + ":" + origin.partition() + ":" + origin.offset() + ":" + origin.timestamp()
                + ":" + sentTo;
        headers.remove(NAME).add(NAME, value.getBytes(StandardCharsets.UTF_8));
    }
}
