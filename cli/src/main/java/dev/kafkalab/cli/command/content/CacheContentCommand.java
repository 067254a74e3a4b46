package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.content.work.Worker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    private WorkerOptions worker = new WorkerOptions();

    CacheContentCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return worker.run(context, Worker.CACHE);
    }
}
