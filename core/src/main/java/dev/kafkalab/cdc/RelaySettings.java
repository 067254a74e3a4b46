package dev.kafkalab.cdc;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a relay works.
 *
 * @param connection how the cluster is reached
 * @param producer what the producer is given beyond
 * @param keep for how long sent rows stay; empty keeps them for good
 * @param from where to begin whatever is stored
 */
record RelaySettings(
        Map<String, Object> connection,
        Map<String, Object> producer,
        String name,
        TopicPattern topics,
        Envelope envelope,
        boolean tombstones,
        boolean createTopics,
        Optional<Duration> keep,
        Optional<String> from,
        boolean once,
        TooLarge tooLarge,
        String positionTopic,
        Duration idle) {
    String transactionalId() {
        return "kafka-lab-relay-" + name;
    }

    PositionTopic positions() {
        return new PositionTopic(positionTopic, connection);
    }
}
