package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.ReadRun;
import dev.kafkalab.labs.content.ContentNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code content feed}: listSubscribedContent. */
@Command(
        name = "feed",
        description = "List what those wrote whom a user follows; the newest first, five a page.",
        footer = {"", "  content feed 2", "  content feed 2 --page 1 --output json"})
final class FeedCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Parameters(paramLabel = "USER", description = "The user: 1 to 30 of the course.")
    private long user;

    @Mixin
    private PageOption pages = new PageOption();

    FeedCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int page = pages.page();
        return new ReadRun(context, stores.withoutKafka(context), ContentNames.standard()).inbox(user, page);
    }
}
