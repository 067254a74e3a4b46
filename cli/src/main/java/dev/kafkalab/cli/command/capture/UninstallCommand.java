package dev.kafkalab.cli.command.capture;

import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.capture.TriggerRun;
import dev.kafkalab.cli.command.option.DatabaseOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capture uninstall}. */
@Command(
        name = "uninstall",
        description = {
            "Take the triggers of a table away. Quick, so that it can be a way out.",
            "What is logged already stays, and is relayed."
        },
        footer = {"", "  capture uninstall -t orders"})
final class UninstallCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = {"-t", "--table"},
            paramLabel = "TABLE",
            required = true,
            description = "A table that was installed; may be repeated.")
    private List<String> tables = List.of();

    @Option(
            names = "--log",
            paramLabel = "TABLE",
            defaultValue = ChangeLog.STANDARD_TABLE,
            description = "The change log (default: ${DEFAULT-VALUE}).")
    private String log = ChangeLog.STANDARD_TABLE;

    UninstallCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ChangeLog changeLog = ChangeLog.table(log);
        new TriggerRun(context, database.in(context), changeLog).uninstall(tables);
    }
}
