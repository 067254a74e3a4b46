package dev.kafkalab.cli.command.capture;

import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.capture.RelayRequest;
import dev.kafkalab.cli.capture.RelayRun;
import dev.kafkalab.cli.capture.StartArgument;
import dev.kafkalab.cli.command.option.DatabaseOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capture outbox}. */
@Command(
        name = "outbox",
        description = {
            "Relay the events that an application writes into an outbox table in its own transactions.",
            "Key: the aggregate's id. Value: the payload as it is. Headers: id, eventType. As Debezium's outbox router."
        },
        footer = {"", "  capture outbox --create --once", "  capture outbox --prune 1d"})
final class OutboxCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private RelayOptions relay = new RelayOptions();

    @Option(
            names = "--outbox",
            paramLabel = "TABLE",
            defaultValue = Outbox.STANDARD_TABLE,
            description = "The outbox (default: ${DEFAULT-VALUE}).")
    private String table = Outbox.STANDARD_TABLE;

    @Option(names = "--create", description = "Make the table first, unless it is there.")
    private boolean create;

    OutboxCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Outbox outbox = Outbox.table(table);
        RelayRequest request = relay.request(StartArgument::id, false);
        RelayRun run = new RelayRun(context, database.in(context), request);
        if (create) {
            run.create(outbox);
        }
        return run.run(List.of(outbox));
    }
}
