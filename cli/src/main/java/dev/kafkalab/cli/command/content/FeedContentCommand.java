package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.content.work.Worker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    private WorkerOptions worker = new WorkerOptions();

    FeedContentCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return worker.run(context, Worker.FEED);
    }
}
