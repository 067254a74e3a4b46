package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Completion of the command line by the shell. */
@Command(
        name = "generate-completion",
        description = {"Print a completion script for bash and zsh.", "Use it: source <(kafka-lab generate-completion)"
        })
public final class CompletionCommand implements Runnable {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        context.out().print(AutoComplete.bash(root.getCommandName(), root));
    }
}
