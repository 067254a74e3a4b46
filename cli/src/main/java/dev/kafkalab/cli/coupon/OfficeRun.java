package dev.kafkalab.cli.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponOffice;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes events, lists events and coupons. */
public final class OfficeRun {
    private final CommandContext context;
    private final OpenStores.Request request;

    public OfficeRun(CommandContext context, OpenStores.Request request) {
        this.context = context;
        this.request = request;
    }

    /** @param opens now if null */
    public void create(long event, String name, int limit, @Nullable Instant opens, Duration lasts, Duration valid)
            throws SQLException {
        Instant from = (opens == null ? context.clock().instant() : opens).truncatedTo(ChronoUnit.MILLIS);
        Instant to = from.plus(lasts);
        CouponEvent made = new CouponEvent(event, name, limit, from, to, to.plus(valid));
        try (OpenStores stores = OpenStores.plain(context, request)) {
            new CouponOffice(stores.stores()).create(made);
        }
        context.say("event %d has %,d coupons and takes requests from %s to %s".formatted(event, limit, from, to));
    }

    public void listEvents() throws SQLException {
        Rows rows = Rows.of("event", "name", "limit", "opensAt", "expiresAt", "usableUntil");
        try (OpenStores stores = OpenStores.plain(context, request)) {
            new CouponOffice(stores.stores())
                    .events()
                    .forEach(event -> rows.add(
                            event.id(),
                            event.name(),
                            event.limit(),
                            event.opensAt().toString(),
                            event.expiresAt().toString(),
                            event.usableUntil().toString()));
        }
        context.print(rows);
    }

    public void listCoupons(long user) throws SQLException {
        Rows rows = Rows.of("event", "name", "number", "issuedAt", "usableUntil");
        try (OpenStores stores = OpenStores.plain(context, request)) {
            new CouponOffice(stores.stores())
                    .usable(user, context.clock().instant())
                    .forEach(coupon -> rows.add(
                            coupon.eventId(),
                            coupon.eventName(),
                            coupon.number(),
                            coupon.issuedAt().toString(),
                            coupon.usableUntil().toString()));
        }
        context.print(rows);
    }
}
