package dev.kafkalab.reading;

import dev.kafkalab.KafkaLabException;
import java.util.Set;
import java.util.regex.Pattern;

/** Which topics to read. */
public sealed interface TopicChoice {
    /** Exactly these. */
    record Named(Set<String> topics) implements TopicChoice {
        public Named {
            topics = Set.copyOf(topics);
            if (topics.isEmpty()) {
                throw KafkaLabException.usage("no topic is named");
            }
        }

        @Override
        public String toString() {
            return String.join(", ", topics);
        }
    }

    /** Every topic whose whole name matches; in a group also those created later. */
    record Matching(Pattern pattern) implements TopicChoice {
        @Override
        public String toString() {
            return pattern.pattern();
        }
    }
}
