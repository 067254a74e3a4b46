package dev.kafkalab.cli.command.lab;

import dev.kafkalab.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lab list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "All labs, in the order of the course.")
final class ListCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private LabOptions options = new LabOptions();

    ListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new LabDesk(context, options).list();
    }
}
