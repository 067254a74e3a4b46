package dev.kafkalab.cli.command.capture;

import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.capture.RelayRun;
import dev.kafkalab.cli.capture.StartArgument;
import dev.kafkalab.cli.command.option.DatabaseOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capture changelog}. */
@Command(
        name = "changelog",
        description = {
            "Relay every insert, update and delete of the tables that were installed, with the row before and after.",
            "Key: the primary key as JSON. Value: Debezium's JSON (before, after, op, source, ts_ms)."
        },
        footer = {"", "  capture install --table orders", "  capture changelog --tombstones --prune 1d"})
final class ChangelogCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private RelayOptions relay = new RelayOptions();

    @Option(
            names = "--log",
            paramLabel = "TABLE",
            defaultValue = ChangeLog.STANDARD_TABLE,
            description = "The change log (default: ${DEFAULT-VALUE}).")
    private String log = ChangeLog.STANDARD_TABLE;

    @Option(names = "--tombstones", description = "Let a tombstone follow each delete, for compacted topics.")
    private boolean tombstones;

    ChangelogCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ChangeLog source = ChangeLog.table(log);
        var request = relay.request(StartArgument::id, tombstones);
        return new RelayRun(context, database.in(context), request).run(List.of(source));
    }
}
