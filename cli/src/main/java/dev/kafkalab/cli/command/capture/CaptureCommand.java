package dev.kafkalab.cli.command.capture;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Change data capture. */
@Command(
        name = "capture",
        description = {
            "Carry what is committed in MySQL to Kafka, each change once: an outbox, a change log by triggers, a polled table.",
            "Readers see each change once with --isolation-level read_committed, whatever is killed. The position lies in "
                    + "Kafka, so a relay goes on where it was, from any machine."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            OutboxCommand.class,
            ChangelogCommand.class,
            TableCommand.class,
            InstallCommand.class,
            UninstallCommand.class,
            StatusCommand.class
        })
public final class CaptureCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    CaptureCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of: " + String.join(", ", spec.subcommands().keySet()));
    }
}
