package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.RebuildRun;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.work.Worker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code index-content}. */
@Command(
        name = "index-content",
        description = {
            "Make inspected posts searchable in Elasticsearch, in Korean and English.",
            "Run as many as you like. --rebuild makes the index anew, as after a change of its mapping, while searches and "
                    + "workers go on."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "  index-content", "  index-content --exit", "  index-content --rebuild"})
public final class IndexContentCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private WorkerOptions worker = new WorkerOptions();

    @Option(names = "--rebuild", description = "Build a new index, put it in place of the old one, and end.")
    private boolean rebuild;

    IndexContentCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return rebuild
                ? new RebuildRun(context).run(worker.in(context), ContentNames.standard())
                : worker.run(context, Worker.INDEX);
    }
}
