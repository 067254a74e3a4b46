package dev.kafkalab.labs.coupon;

/**
 * What the things of the system are called.
 *
 * @param topic of admitted requests
 * @param tables what the names of its tables begin with
 * @param keys what its keys in Redis begin with
 * @param group of the workers
 */
public record CouponNames(String topic, String tables, String keys, String group) {
    /** As in the course. */
    public static final CouponNames STANDARD = new CouponNames("coupon.request", "coupon", "coupon", "coupon-worker");

    public CouponNames {
        if (!tables.matches("[a-z0-9_]{1,50}")) {
            throw new IllegalArgumentException("tables is '" + tables + "'; it must be letters, digits and _");
        }
    }

    /** Beside others, for labs and tests. @param prefix letters, digits and {@code -} */
    public static CouponNames of(String prefix) {
        String word = prefix.replace('-', '_');
        return new CouponNames(prefix + "request", word + "coupon", word + "coupon", prefix + "worker");
    }

    public String deadLetters() {
        return topic + "-dlt";
    }

    /** The same with another topic, whose workers are another group. */
    public CouponNames withTopic(String other) {
        return other.equals(topic) ? this : new CouponNames(other, tables, keys, other + "-worker");
    }

    public String eventTable() {
        return tables + "_event";
    }

    public String couponTable() {
        return tables;
    }

    public String fenceTable() {
        return tables + "_fence";
    }

    /** Everything of one event is decided on one slot of a cluster, hence the braces. */
    public String eventKey(long event) {
        return keys + ":{" + event + "}";
    }

    public String pendingKey(long event) {
        return eventKey(event) + ":pending";
    }
}
