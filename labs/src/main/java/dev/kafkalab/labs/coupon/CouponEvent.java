package dev.kafkalab.labs.coupon;

import dev.kafkalab.KafkaLabException;
import java.time.Instant;

/**
 * An event: so many coupons, in this time. It never changes.
 *
 * @param limit how many coupons there are; 0 or more
 * @param opensAt from when on requests are taken
 * @param expiresAt from when on none is taken any more
 * @param usableUntil until when its coupons may be used
 */
public record CouponEvent(long id, String name, int limit, Instant opensAt, Instant expiresAt, Instant usableUntil) {
    public CouponEvent {
        if (id < 1) {
            throw KafkaLabException.usage("the id of an event is 1 or more; got " + id);
        }
        if (limit < 0) {
            throw KafkaLabException.usage("the limit of an event is 0 or more; got " + limit);
        }
        if (!expiresAt.isAfter(opensAt)) {
            throw KafkaLabException.usage(
                    "an event expires after it opens; got opening %s, expiry %s".formatted(opensAt, expiresAt));
        }
        if (usableUntil.isBefore(expiresAt)) {
            throw KafkaLabException.usage(
                    "coupons may be used at least until the event expires; got expiry %s, usable until %s"
                            .formatted(expiresAt, usableUntil));
        }
    }
}
