package dev.kafkalab.cli.command.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.coupon.ProcessRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coupon process}. */
@Command(
        name = "process",
        description = {
            "Write admitted requests into MySQL, in batches, until Ctrl-C. Several may run at once.",
            "Also finds who was admitted and never sent because a process died, and sends it."
        },
        footer = {"", "  coupon process", "  coupon process --once"})
final class ProcessCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Rows of a statement, at most (default: ${DEFAULT-VALUE}).")
    private int batch = 1_000;

    @Option(names = "--once", description = "End when everything that was admitted is a row.")
    private boolean once;

    ProcessCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new ProcessRun(context, stores.request()).run(batch, once);
    }
}
