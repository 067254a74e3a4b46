package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.WriteRun;
import dev.kafkalab.labs.content.ContentNames;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code content update}: updateContent. */
@Command(
        name = "update",
        description = {
            "Change a post; what is not named stays. Each change is a version of its own.",
            "One that does not fit its category any more is no longer shown."
        },
        footer = {"", "  content update 7 --title 'Kafka in two evenings'", "  content update 7 --content - <post.txt"})
final class UpdateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private MySqlOptions mysql = new MySqlOptions();

    @Parameters(paramLabel = "ID", description = "The post.")
    private long id;

    @Option(names = "--title", paramLabel = "TEXT", description = "One line, up to 100 characters.")
    private @Nullable String title;

    @Option(names = "--content", paramLabel = "TEXT", description = "Up to 20,000 characters; - reads standard input.")
    private @Nullable String content;

    @Option(names = "--category", paramLabel = "ID", description = "1 IT, 2 Travel, 3 Health.")
    private @Nullable Long category;

    UpdateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new WriteRun(context, mysql.in(context), ContentNames.standard()).update(id, title, content, category);
    }
}
