package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.TraceRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code content trace}. */
@Command(
        name = "trace",
        description = {
            "Show when each store had a post, from MySQL to Elasticsearch.",
            "The last version as a picture; earlier ones as far as the topics tell of them. Each moment is by the clock of "
                    + "whoever wrote it."
        },
        footer = {"", "  content trace 7", "  content trace 7 --output json"})
final class TraceCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Parameters(paramLabel = "ID", description = "The post.")
    private long id;

    TraceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new TraceRun(context, stores.in(context), prefix.names()).run(id);
    }
}
