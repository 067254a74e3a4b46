package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.ReadRun;
import dev.kafkalab.labs.content.ContentNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code content get}: getContentDetail. */
@Command(
        name = "get",
        description = {
            "Read a post, with the names of its author and category.",
            "From Redis; what that does not know, or does not answer, comes from MySQL."
        },
        footer = {"", "  content get 7 --output json"})
final class GetCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Parameters(paramLabel = "ID", description = "The post.")
    private long id;

    GetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new ReadRun(context, stores.withoutKafka(context), ContentNames.standard()).detail(id);
    }
}
