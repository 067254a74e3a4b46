package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.WriteRun;
import dev.kafkalab.labs.content.ContentNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code content create}: createContent. */
@Command(
        name = "create",
        description = {
            "Write a post; its row and its event are one transaction of MySQL.",
            "Nothing else needs to be up. It is shown in lists once content workers have carried it."
        },
        footer = {
            "",
            "  content create --user 1 --category 1 --title 'Kafka in an evening' --content 'Brokers keep records.'",
            "  content create --user 7 --category 2 --title '제주 여행' --content - <post.txt"
        })
final class CreateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private MySqlOptions mysql = new MySqlOptions();

    @Option(names = "--title", paramLabel = "TEXT", required = true, description = "One line, up to 100 characters.")
    private String title = "";

    @Option(
            names = "--content",
            paramLabel = "TEXT",
            required = true,
            description = "Up to 20,000 characters; - reads standard input.")
    private String content = "";

    @Option(names = "--user", paramLabel = "ID", required = true, description = "Its author: 1 to 30 of the course.")
    private long user;

    @Option(names = "--category", paramLabel = "ID", required = true, description = "1 IT, 2 Travel, 3 Health.")
    private long category;

    CreateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new WriteRun(context, mysql.in(context), ContentNames.standard()).create(title, content, user, category);
    }
}
