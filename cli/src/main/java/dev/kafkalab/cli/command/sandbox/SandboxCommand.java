package dev.kafkalab.cli.command.sandbox;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Real servers on this machine. */
@Command(
        name = "sandbox",
        description = "Real servers on this machine: Kafka, MySQL, Redis, Elasticsearch, and a MongoDB stand-in.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            ResetCommand.class,
            EnvCommand.class,
            LogsCommand.class,
            KillCommand.class,
            RestartCommand.class,
            FaultCommand.class
        })
public final class SandboxCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    SandboxCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of: " + String.join(", ", spec.subcommands().keySet()));
    }
}
