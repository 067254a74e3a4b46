package dev.kafkalab.cli.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.coupon.verify.Verification;
import dev.kafkalab.labs.frame.Check;
import java.sql.SQLException;

/** Shows what Redis, topic and MySQL say, check by check. */
public final class VerifyRun {
    private final CommandContext context;
    private final OpenStores.Request request;

    public VerifyRun(CommandContext context, OpenStores.Request request) {
        this.context = context;
        this.request = request;
    }

    /** @return one of {@link ExitCode} */
    public int run(long event) throws SQLException {
        Verification seen;
        try (OpenStores stores = OpenStores.plain(context, request)) {
            seen = Verification.of(stores.stores(), event);
        }
        Rows rows = Rows.of("check", "expected", "actual", "passed");
        for (Check check : seen.checks()) {
            rows.add(
                    check.what(),
                    check.expectation().expected(),
                    check.expectation().actual(),
                    check.passed());
        }
        context.print(rows);
        context.say(
                "event %d: %,d of %,d coupons issued; %,d users asked (as Redis knows); admissions in the topic that were sent again: %,d, passed over by fences: %,d"
                        .formatted(
                                event,
                                seen.mysql(),
                                seen.event().limit(),
                                seen.asked(),
                                seen.repeated(),
                                seen.passedOver()));
        if (!seen.allPassed()) {
            context.say("the three do not agree; if a worker may be behind, run: kafka-lab coupon process --once");
        }
        return seen.allPassed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
