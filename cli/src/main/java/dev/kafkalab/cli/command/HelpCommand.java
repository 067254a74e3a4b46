package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The same as {@code --help} after the words given. */
@Command(name = "help", description = "Show how to use a command, such as: help topic create")
public final class HelpCommand implements Runnable {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "A command and its subcommand.")
    private List<String> words = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    HelpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw CommandException.usage("no command '%s' in %s; it has: %s"
                        .formatted(
                                word,
                                command.getCommandSpec().qualifiedName(),
                                String.join(", ", command.getSubcommands().keySet())));
            }
            command = next;
        }
        command.usage(context.out());
    }
}
