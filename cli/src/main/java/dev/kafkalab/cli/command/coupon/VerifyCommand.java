package dev.kafkalab.cli.command.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.coupon.VerifyRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coupon verify}. */
@Command(
        name = "verify",
        description = {
            "Compare what Redis, the topic and MySQL say about an event, coupon by coupon. Changes nothing.",
            "Ends with 7 if they differ: so they do while requests come in or a worker is behind."
        },
        footer = {"", "  coupon process --once && coupon verify --event 1"})
final class VerifyCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(names = "--event", paramLabel = "ID", required = true, description = "Which event.")
    private long event;

    VerifyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new VerifyRun(context, stores.request()).run(event);
    }
}
