package dev.kafkalab.labs.course.partitions;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;

/** What a producer makes of a key. */
enum Spread {
    /** Nothing: each record goes to the next partition. */
    IN_TURN(Map.of("partitioner.class", RoundRobinPartitioner.class.getName())),
    /** A hash that says the partition; what every client does unless told otherwise. */
    BY_KEY(Map.of());

    private final Map<String, Object> settings;

    Spread(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** Of the producer. */
    Map<String, Object> settings() {
        return settings;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
