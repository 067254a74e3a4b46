package dev.kafkalab.cli.command.capture;

import dev.kafkalab.cdc.CaptureSource;
import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.RelayBuilder;
import dev.kafkalab.cdc.TablePoll;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.capture.CaptureStatus;
import dev.kafkalab.cli.command.option.DatabaseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capture status}. */
@Command(
        name = "status",
        description = {
            "How far relays are, running or not, and whether captured tables are captured as they are.",
            "Without options: the outbox '" + Outbox.STANDARD_TABLE + "' and the change log '"
                    + ChangeLog.STANDARD_TABLE
                    + "', if they are there. Ends with 5 if a captured table was altered or lacks a trigger, with 4 if "
                    + "nothing is captured."
        },
        footer = {"", "  capture status", "  capture status --outbox shop_outbox --output json"})
final class StatusCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--outbox", paramLabel = "TABLE", description = "An outbox; may be repeated.")
    private List<String> outboxes = List.of();

    @Option(names = "--log", paramLabel = "TABLE", description = "A change log; may be repeated.")
    private List<String> logs = List.of();

    @Option(
            names = {"-t", "--table"},
            paramLabel = "TABLE",
            description = "A table that is polled; may be repeated.")
    private List<String> tables = List.of();

    @Option(
            names = "--updated-at",
            paramLabel = "COLUMN",
            defaultValue = TableCommand.STANDARD_COLUMN,
            description = "Of polled tables, the time of the last change (default: ${DEFAULT-VALUE}).")
    private String updatedAt = TableCommand.STANDARD_COLUMN;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The relay's name, if it is not DATABASE.TABLE; for one table.")
    private @Nullable String name;

    @Option(
            names = "--position-topic",
            paramLabel = "TOPIC",
            defaultValue = RelayBuilder.STANDARD_POSITION_TOPIC,
            description = "The topic that holds positions of relays (default: ${DEFAULT-VALUE}).")
    private String positions = RelayBuilder.STANDARD_POSITION_TOPIC;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        List<CaptureSource> sources = new ArrayList<>();
        outboxes.forEach(table -> sources.add(Outbox.table(table)));
        logs.forEach(table -> sources.add(ChangeLog.table(table)));
        tables.forEach(table -> sources.add(TablePoll.of(table, updatedAt)));
        if (name != null && sources.size() != 1) {
            throw CommandException.usage(
                    "--name " + name + " needs one table that it relays: --outbox, --log or --table");
        }
        new CaptureStatus(context, database.in(context), positions).print(sources, Optional.ofNullable(name));
    }
}
