package dev.kafkalab.labs.course.json;

import java.util.Locale;

/** Where a consumer decodes what it reads. */
enum Decoding {
    /** In Kafka's client, inside {@code poll()}. */
    IN_CLIENT,
    /** Where the record is handled, so that one that cannot be decoded is a failure of that record alone. */
    IN_LANE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
