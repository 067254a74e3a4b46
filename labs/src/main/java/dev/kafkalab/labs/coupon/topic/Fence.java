package dev.kafkalab.labs.coupon.topic;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * From here on in this partition, admissions to the event under earlier epochs do not count. As JSON: {@code
 * {"eventId":1,"fencedBefore":2}}.
 *
 * @param epoch the first that counts
 */
public record Fence(
        @JsonProperty("eventId") long event,
        @JsonProperty("fencedBefore") int epoch) implements CouponRecord {
    public Fence {
        if (event < 1 || epoch < 1) {
            throw new IllegalArgumentException("event %d and epoch %d must be 1 or more".formatted(event, epoch));
        }
    }
}
