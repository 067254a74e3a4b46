package dev.kafkalab.cli.command.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.coupon.OfficeRun;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coupon create}. */
@Command(
        name = "create",
        description = {
            "Make an event and open it in Redis. It never changes afterwards.",
            "Tables and topic are made unless they are there."
        },
        footer = {
            "",
            "  coupon create --event 1 --limit 10",
            "  coupon create --event 2 --limit 1000 --opens 2026-12-01T09:00:00+09:00 --lasts 1h"
        })
final class CreateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(names = "--event", paramLabel = "ID", required = true, description = "Its id, 1 or more.")
    private long event;

    @Option(
            names = "--limit",
            paramLabel = "N",
            required = true,
            description = "How many coupons there are, 0 or more.")
    private int limit;

    @Option(names = "--name", paramLabel = "TEXT", description = "What people call it (default: event ID).")
    private @Nullable String name;

    @Option(names = "--opens", paramLabel = "TIME", description = "From when on requests are taken (default: now).")
    private @Nullable Instant opens;

    @Option(
            names = "--lasts",
            paramLabel = "DURATION",
            defaultValue = "1d",
            description = "How long it takes requests (default: ${DEFAULT-VALUE}).")
    private Duration lasts = Duration.ofDays(1);

    @Option(
            names = "--valid",
            paramLabel = "DURATION",
            defaultValue = "30d",
            description = "How long after its end coupons may be used (default: ${DEFAULT-VALUE}).")
    private Duration valid = Duration.ofDays(30);

    CreateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        new OfficeRun(context, stores.request())
                .create(event, name == null ? "event " + event : name, limit, opens, lasts, valid);
        return ExitCode.OK;
    }
}
