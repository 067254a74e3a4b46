package dev.kafkalab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command tree. */
@Command(
        name = "kafka-lab",
        description = "Plain-Java Kafka for backend developers: real servers, every Kafka job, labs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND")
public final class KafkaLabCommand implements Runnable {
    @Mixin
    private final GlobalOptions globals;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    KafkaLabCommand(CommandContext context) {
        this.globals = context.globals;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command, such as: tour, sandbox up, produce, consume");
    }
}
