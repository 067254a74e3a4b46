package dev.kafkalab.cli.command.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.content.WriteRun;
import dev.kafkalab.labs.content.ContentNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code content delete}: deleteContent. */
@Command(
        name = "delete",
        description = "Delete a post. Its row stays and says so; nobody is shown it any more.",
        footer = {"", "  content delete 7"})
final class DeleteCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private MySqlOptions mysql = new MySqlOptions();

    @Parameters(paramLabel = "ID", description = "The post.")
    private long id;

    DeleteCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new WriteRun(context, mysql.in(context), ContentNames.standard()).delete(id);
    }
}
