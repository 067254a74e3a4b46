package dev.kafkalab.labs.coupon;

import java.time.Instant;

/**
 * A coupon that somebody holds.
 *
 * @param number which of the event's coupons it is: 1, 2, … limit
 * @param usableUntil until when it may be used
 */
public record Coupon(long eventId, String eventName, int number, long userId, Instant issuedAt, Instant usableUntil) {}
