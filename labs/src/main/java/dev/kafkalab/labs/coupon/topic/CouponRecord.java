package dev.kafkalab.labs.coupon.topic;

/** What a record of the topic says. */
public sealed interface CouponRecord permits Admission, Fence {
    long event();

    int epoch();
}
