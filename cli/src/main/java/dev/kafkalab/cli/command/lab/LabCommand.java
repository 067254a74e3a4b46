package dev.kafkalab.cli.command.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lab}. */
@Command(
        name = "lab",
        description = {
            "Labs: each shows a failure of messaging happen on real servers, and its cure hold.",
            "Each lab is also a command of its own: kafka-lab commit is kafka-lab lab run commit."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ListCommand.class,
            RunCommand.class,
            VerifyCommand.class,
            HintCommand.class,
            ExplainCommand.class,
            ResetCommand.class,
            StatusCommand.class
        })
public final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    LabCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of: " + String.join(", ", spec.subcommands().keySet()));
    }
}
