package dev.kafkalab.cli.command.capture;

import dev.kafkalab.cdc.TablePoll;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.capture.RelayRun;
import dev.kafkalab.cli.capture.StartArgument;
import dev.kafkalab.cli.command.option.DatabaseOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capture table}. */
@Command(
        name = "table",
        description = {
            "Relay the rows of tables that one may not touch, found by the time of their last change.",
            "It sees no deletes and no states between two looks, and after a restart may send the last rows again: "
                    + "where that will not do, capture install. Each table has a relay of its own."
        },
        footer = {"", "  capture table -t orders -t customers --updated-at changed_at"})
final class TableCommand implements Callable<Integer> {
    static final String STANDARD_COLUMN = "updated_at";

    private final CommandContext context;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private RelayOptions relay = new RelayOptions();

    @Option(
            names = {"-t", "--table"},
            paramLabel = "TABLE",
            required = true,
            description = "A table with a primary key; may be repeated.")
    private List<String> tables = List.of();

    @Option(
            names = "--updated-at",
            paramLabel = "COLUMN",
            defaultValue = STANDARD_COLUMN,
            description = "The time of the last change, set by the database (default: ${DEFAULT-VALUE}).")
    private String updatedAt = STANDARD_COLUMN;

    TableCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<TablePoll> sources = tables.stream()
                .distinct()
                .map(table -> TablePoll.of(table, updatedAt))
                .toList();
        var request = relay.request(StartArgument::time, false);
        return new RelayRun(context, database.in(context), request).run(sources);
    }
}
