package dev.kafkalab.bench.coupon;

import java.util.List;

/**
 * What one contestant did in one round.
 *
 * @param perSecond requests or rows
 * @param p99Millis 0 where it was not measured
 * @param complaints why it does not count; empty if it does
 */
record Run(String part, String contestant, int round, double perSecond, double p99Millis, List<String> complaints) {
    boolean counts() {
        return complaints.isEmpty();
    }
}
