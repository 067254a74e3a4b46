package dev.kafkalab.labs.course.retry;

import dev.kafkalab.labs.frame.TopicContents;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A place on the way of a record.
 *
 * @param millis since 1970 UTC
 * @param record what lies there; none where a handler had it
 */
record Station(Kind kind, long millis, Optional<ConsumerRecord<byte[], byte[]>> record) {
    /** In the order in which a record comes by, as far as two are in the same millisecond. */
    enum Kind {
        SOURCE,
        FAILED,
        RETRY,
        LETTER,
        REDRIVEN,
        DONE
    }

    static Station of(Kind kind, ConsumerRecord<byte[], byte[]> record) {
        return new Station(kind, record.timestamp(), Optional.of(record));
    }

    static Station handled(Kind kind, long millis) {
        return new Station(kind, millis, Optional.empty());
    }

    static boolean holds(ConsumerRecord<byte[], byte[]> record, String order) {
        return TopicContents.text(record.value()).equals(order);
    }
}
