package dev.kafkalab.labs.coupon.topic;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A user was admitted to an event. As JSON: {@code {"eventId":1,"userId":7,"number":3,"epoch":1,"admittedAt":1767225600000}}.
 *
 * @param number of the coupon
 * @param epoch under which it was decided
 * @param millis when it was decided, by Redis's clock, since 1970
 */
public record Admission(
        @JsonProperty("eventId") long event,
        @JsonProperty("userId") long user,
        int number,
        int epoch,
        @JsonProperty("admittedAt") long millis)
        implements CouponRecord {
    public Admission {
        if (event < 1 || user < 1 || number < 1 || epoch < 1) {
            throw new IllegalArgumentException("event %d, user %d, number %d and epoch %d must be 1 or more"
                    .formatted(event, user, number, epoch));
        }
    }

    /** The same under another epoch. */
    public Admission under(int other) {
        return new Admission(event, user, number, other, millis);
    }
}
