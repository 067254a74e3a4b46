package dev.kafkalab.cli.command.capture;

import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.capture.TriggerRun;
import dev.kafkalab.cli.command.option.DatabaseOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capture install}. */
@Command(
        name = "install",
        description = {
            "Make the triggers that log every change of a table, then log the rows that are there. -v shows the SQL.",
            "Again for a table that was altered: the triggers are made anew, without a gap. A snapshot that was "
                    + "interrupted goes on where it was. Writers wait only while three triggers are made."
        },
        footer = {"", "  capture install -t orders -t customers", "  capture changelog"})
final class InstallCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = {"-t", "--table"},
            paramLabel = "TABLE",
            required = true,
            description = "A table with a primary key; may be repeated.")
    private List<String> tables = List.of();

    @Option(
            names = "--log",
            paramLabel = "TABLE",
            defaultValue = ChangeLog.STANDARD_TABLE,
            description = "The change log, made if need be (default: ${DEFAULT-VALUE}).")
    private String log = ChangeLog.STANDARD_TABLE;

    @Option(names = "--no-snapshot", description = "Leave out the rows that are there.")
    private boolean noSnapshot;

    InstallCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ChangeLog changeLog = ChangeLog.table(log);
        new TriggerRun(context, database.in(context), changeLog).install(tables, !noSnapshot);
    }
}
