package dev.kafkalab.deadletters;

import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter topic at one moment.
 *
 * @param records all there are now
 * @param redrivable letters among them that were not put back yet
 * @param oldest when the oldest of those became one
 * @param topCause of those, the most frequent {@link DeadLetter#reason}
 */
public record DeadLetterTopic(
        String name,
        long records,
        long redrivable,
        Optional<Instant> oldest,
        Optional<Instant> newest,
        Optional<String> topCause) {}
