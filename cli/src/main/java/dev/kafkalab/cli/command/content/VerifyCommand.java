package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.DurationConverter;
import dev.kafkalab.cli.content.VerifyRun;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code content verify}. */
@Command(
        name = "verify",
        description = {
            "Compare all stores with MySQL, post by post: topics, inboxes, cache, index.",
            "What differs is printed, a line each, and the exit code is 7. Compare while nobody writes: what is on its way "
                    + "looks like a difference."
        },
        footer = {"", "  content verify --wait 30s", "  content verify --repair", "  content verify --output jsonl"})
final class VerifyCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Option(
            names = "--repair",
            description =
                    "Make stores agree: write again what was inspected, tell again of what topics do not tell of. "
                            + "Nothing newer is replaced.")
    private boolean repair;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Before, wait until relay and workers have carried all there is, at most so long.")
    private @Nullable Duration wait;

    VerifyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        VerifyRun run = new VerifyRun(context, stores.in(context), prefix.names(), Optional.ofNullable(wait));
        return repair ? run.repair() : run.verify();
    }
}
