package dev.kafkalab.cli.capture;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cdc.CaptureLag;
import dev.kafkalab.cdc.CaptureSource;
import dev.kafkalab.cdc.CapturedTable;
import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.connection.Connection;
import dev.kafkalab.cli.connection.Database;
import dev.kafkalab.cli.output.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks how far relays are, whether or not they run, and whether captured tables are still captured as they are. */
public final class CaptureStatus {
    private final CommandContext context;
    private final Database address;
    private final DataSource database;
    private final String positions;
    private final Rows rows =
            Rows.of("kind", "name", "source", "state", "position", "openGaps", "lagRows", "lagSeconds", "note");
    private final List<String> broken = new ArrayList<>();

    /** @param positions the topic that holds them */
    public CaptureStatus(CommandContext context, Database database, String positions) {
        this.context = context;
        this.positions = positions;
        this.address = database;
        this.database = database.dataSource(context.timeout(Connection.PATIENCE));
    }

    /**
     * Prints a row for each relay and each captured table.
     *
     * @param named empty means the standard outbox and change log, as far as they exist
     * @param relay its name, if it is not the standard one
     * @throws CommandException {@link ExitCode#PRECONDITION} if a captured table is not captured as it is now
     */
    public void print(List<CaptureSource> named, Optional<String> relay) {
        Map<String, Object> kafka = context.connection().properties();
        if (named.isEmpty()) {
            lookIfThere(kafka, Outbox.standard());
            lookIfThere(kafka, ChangeLog.standard());
        } else {
            named.forEach(source -> look(kafka, source, relay));
        }
        if (rows.rows().isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "nothing is captured in %s: there is no table %s and no table %s; name others with --outbox, --log or --table"
                            .formatted(address.address(), Outbox.STANDARD_TABLE, ChangeLog.STANDARD_TABLE));
        }
        context.print(rows);
        if (!broken.isEmpty()) {
            throw new CommandException(ExitCode.PRECONDITION, String.join("; ", broken));
        }
    }

    private void lookIfThere(Map<String, Object> kafka, CaptureSource source) {
        try {
            look(kafka, source, Optional.empty());
        } catch (KafkaLabException e) {
            if (e.reason() != KafkaLabException.Reason.NOT_FOUND || e.getCause() != null) {
                throw e;
            }
        }
    }

    private void look(Map<String, Object> kafka, CaptureSource source, Optional<String> relay) {
        CaptureLag lag = relay.isPresent()
                ? CaptureLag.look(kafka, positions, database, source, relay.get())
                : CaptureLag.look(kafka, positions, database, source);
        rows.add(
                "relay",
                lag.relay(),
                lag.source(),
                lag.rows() == 0 ? "up to date" : "behind",
                lag.position(),
                lag.openGaps(),
                lag.rows(),
                lag.age().toMillis() / 1e3,
                null);
        if (source instanceof ChangeLog log) {
            log.tables(database).forEach(table -> add(log, table));
        }
    }

    private void add(ChangeLog log, CapturedTable table) {
        String snapshot = table.snapshotDone()
                ? "snapshot done"
                : table.snapshotKey().map(key -> "snapshot up to " + key).orElse("no snapshot");
        String again = "; run: capture install --table " + table.name()
                + (log.table().equals(ChangeLog.STANDARD_TABLE) ? "" : " --log " + log.table());
        String state = "captured";
        String note = null;
        if (!table.missingTriggers().isEmpty()) {
            state = "lacks triggers";
            note = String.join(", ", table.missingTriggers());
            broken.add("table %s lacks the trigger %s, so changes are lost%s".formatted(table.name(), note, again));
        } else if (table.drift().isPresent()) {
            state = "altered";
            note = table.drift().get();
            broken.add("table %s was altered since its triggers were made%s".formatted(table.name(), again));
        }
        rows.add("table", table.name(), log.table(), state, snapshot, null, null, null, note);
    }
}
