package dev.kafkalab.labs.logs.parse;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * When something happened.
 *
 * @param millis since 1970 UTC
 * @param day days since 1970-01-01 where it happened: in the zone that it was written in
 */
public record EventTime(long millis, long day) {
    /** At that place. */
    public static EventTime at(Instant time, ZoneId zone) {
        return new EventTime(
                time.toEpochMilli(), time.atZone(zone).toLocalDate().toEpochDay());
    }

    static EventTime at(OffsetDateTime time) {
        return new EventTime(time.toInstant().toEpochMilli(), time.toLocalDate().toEpochDay());
    }
}
