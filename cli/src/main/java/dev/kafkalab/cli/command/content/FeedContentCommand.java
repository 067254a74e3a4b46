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

/** {@code feed-content}. */
@Command(
        name = "feed-content",
        description = {
            "Carry inspected posts into the inboxes of their authors' followers, in MongoDB.",
            "Run as many as you like; a post with very many followers is carried in turns."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "  feed-content", "  feed-content --exit"})
public final class FeedContentCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(
            names = {"-e", "--exit"},
            description = "End when all that is in the topic is handled (default: go on until interrupted).")
    private boolean exit;

    FeedContentCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new WorkerRun(context, stores.in(context), ContentNames.standard()).run(List.of(Worker.FEED), exit);
    }
}
