package dev.kafkalab.cli.capture;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cdc.CapturedTable;
import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.Installation;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.connection.Connection;
import dev.kafkalab.cli.connection.Database;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Makes and removes the triggers of tables, one table after the other. */
public final class TriggerRun {
    private final CommandContext context;
    private final DataSource database;
    private final ChangeLog log;

    public TriggerRun(CommandContext context, Database database, ChangeLog log) {
        this.context = context;
        this.database = database.dataSource(context.timeout(Connection.PATIENCE));
        this.log = log;
    }

    /** @param snapshot whether the rows that are there are logged too */
    public void install(List<String> tables, boolean snapshot) {
        each("installed", tables, table -> {
            Installation done = log.install(database, table);
            if (context.verbose()) {
                done.statements().forEach(sql -> context.say(sql + ";"));
            }
            context.say("changes of %s are logged in %s: 3 triggers, %d statements%s"
                    .formatted(
                            table, log.table(), done.statements().size(), context.verbose() ? "" : ", which -v shows"));
            done.notices().forEach(notice -> context.err().println("note on " + table + ": " + notice));
            if (snapshot) {
                snapshot(table);
            }
        });
    }

    private void snapshot(String table) {
        boolean done = log.tables(database).stream()
                .filter(captured -> captured.name().equals(table))
                .anyMatch(CapturedTable::snapshotDone);
        if (done) {
            context.say("the snapshot of " + table + " was taken before");
            return;
        }
        SnapshotProgress progress = new SnapshotProgress(context, table);
        try {
            progress.done(log.snapshot(database, table, progress));
        } finally {
            progress.erase();
        }
    }

    public void uninstall(List<String> tables) {
        each("uninstalled", tables, table -> {
            log.uninstall(database, table);
            context.say("the triggers of %s are gone; what %s holds of it stays".formatted(table, log.table()));
        });
    }

    /** All are tried, unless the database is gone; the first failure is told in the end. */
    private static void each(String done, List<String> tables, Consumer<String> work) {
        List<String> succeeded = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        KafkaLabException first = null;
        for (String table : new LinkedHashSet<>(tables)) {
            try {
                work.accept(table);
                succeeded.add(table);
            } catch (KafkaLabException e) {
                failed.add(table);
                first = first == null ? e : first;
                if (e.reason() == KafkaLabException.Reason.UNREACHABLE) {
                    break;
                }
            }
        }
        if (first != null && succeeded.isEmpty()) {
            throw first;
        }
        if (first != null) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.PARTLY_FAILED,
                    "%s: %s; not: %s: %s"
                            .formatted(
                                    done, String.join(", ", succeeded), String.join(", ", failed), first.getMessage()));
        }
    }
}
