package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.WorkerRun;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.work.Worker;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cache-content}. */
@Command(
        name = "cache-content",
        description = {
            "Keep inspected posts in Redis as readers are shown them; never an older one over a newer.",
            "Run as many as you like."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "  cache-content", "  cache-content --exit"})
public final class CacheContentCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(
            names = {"-e", "--exit"},
            description = "End when all that is in the topic is handled (default: go on until interrupted).")
    private boolean exit;

    CacheContentCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new WorkerRun(context, stores.in(context), ContentNames.standard()).run(List.of(Worker.CACHE), exit);
    }
}
