package dev.kafkalab.labs.coupon.torture;

import dev.kafkalab.labs.coupon.Ground;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.verify.Verification;
import dev.kafkalab.labs.frame.Check;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What became of it all: the stores, and what users were told. */
record Recount(Ground ground, TortureOptions options, Crowd crowd) {
    /** What is not as it should be. */
    List<String> findings() throws Exception {
        List<String> findings = new ArrayList<>(crowd.contradictions);
        ground.process();
        List<CouponTable.Row> rows;
        try (Connection connection = ground.stores().database().getConnection()) {
            rows = new CouponTable(ground.stores().names()).ofEvent(connection, CouponTorture.EVENT);
        }
        expect(findings, "rows", Math.min(options.limit(), options.users()), rows.size());
        expect(
                findings,
                "users with a row",
                rows.size(),
                rows.stream().map(CouponTable.Row::user).distinct().count());
        expect(
                findings,
                "sum of numbers",
                LongStream.rangeClosed(1, rows.size()).sum(),
                rows.stream().mapToLong(CouponTable.Row::number).sum());
        Map<Long, Integer> held = new HashMap<>();
        rows.forEach(row -> held.put(row.user(), row.number()));
        crowd.issued.forEach((user, number) -> {
            if (!number.equals(held.get(user))) {
                findings.add("user %d was told number %d and has %s".formatted(user, number, held.get(user)));
            }
        });
        expect(findings, "requests answered", 2L * options.users(), crowd.answered());
        if (!options.forgetful()) {
            Verification.of(ground.stores(), CouponTorture.EVENT).checks().stream()
                    .filter(check -> !check.passed())
                    .map(Check::toString)
                    .forEach(findings::add);
        }
        return findings;
    }

    private static void expect(List<String> findings, String what, long expected, long actual) {
        if (expected != actual) {
            findings.add("%s: %,d instead of %,d".formatted(what, actual, expected));
        }
    }
}
