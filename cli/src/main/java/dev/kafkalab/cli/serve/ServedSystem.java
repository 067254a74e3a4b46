package dev.kafkalab.cli.serve;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.coupon.ServedCoupons;
import dev.kafkalab.labs.http.HttpApi;
import java.util.List;

/**
 * A system that {@code serve} answers for. To add one, write its {@link HttpApi} and a line here.
 *
 * @param id as {@code --only} names it
 */
record ServedSystem(String id, Opener open) {
    static final List<ServedSystem> ALL =
            List.of(new ServedSystem("content", ServedContent::open), new ServedSystem("coupon", ServedCoupons::open));

    /** Makes a system, which the caller closes. */
    @FunctionalInterface
    interface Opener {
        /**
         * Finds the stores; they need not be up yet.
         *
         * @param workers whether to run the system's workers in this process too; they need the brokers to be up
         */
        HttpApi open(CommandContext context, boolean workers);
    }
}
