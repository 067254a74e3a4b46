package dev.kafkalab.cli.command.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.coupon.OfficeRun;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coupon list}. */
@Command(
        name = "list",
        description = "The coupons of a user that are neither used nor expired, or without --user all events.",
        footer = {"", "  coupon list --user 7", "  coupon list --output json"})
final class ListCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(names = "--user", paramLabel = "ID", description = "Whose coupons.")
    private @Nullable Long user;

    ListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        OfficeRun office = new OfficeRun(context, stores.request());
        if (user == null) {
            office.listEvents();
        } else {
            office.listCoupons(user);
        }
        return ExitCode.OK;
    }
}
