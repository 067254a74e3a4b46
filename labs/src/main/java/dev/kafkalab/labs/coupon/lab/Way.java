package dev.kafkalab.labs.coupon.lab;

import java.util.Locale;

/** A way to give out a limited number of coupons. */
enum Way {
    /** MySQL counts; nobody holds the counter while deciding. */
    COUNTER,
    /** MySQL counts; whoever decides holds the row of the counter. */
    ROW_LOCK,
    /** Redis counts requests; nobody asks whose they are. */
    REDIS_COUNTER,
    /** Redis decides, users included; each coupon is inserted before the answer. */
    REDIS_INSERT,
    /** Redis decides; Kafka takes it before the answer; workers insert in batches. */
    REDIS_KAFKA;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
