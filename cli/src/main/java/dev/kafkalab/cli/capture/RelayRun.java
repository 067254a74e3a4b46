package dev.kafkalab.cli.capture;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.CaptureSource;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.cli.connection.Connection;
import dev.kafkalab.cli.connection.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Runs relays until one of them fails, all of them are done, or somebody interrupts. */
public final class RelayRun {
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final CommandContext context;
    private final DataSource database;
    private final RelayRequest request;

    public RelayRun(CommandContext context, Database database, RelayRequest request) {
        this.context = context;
        this.database = database.dataSource(context.timeout(Connection.PATIENCE));
        this.request = request;
    }

    /** Makes the table unless it is there. */
    public void create(Outbox outbox) {
        outbox.createTable(database);
        if (context.verbose()) {
            context.say(outbox.ddl());
        }
        context.say("table " + outbox.table() + " is there");
    }

    /** @return one of {@link ExitCode} */
    public int run(List<? extends CaptureSource> sources) {
        request.requireFor(sources.size());
        Map<String, Object> kafka = context.connection().properties();
        List<RunningRelay> relays = new ArrayList<>();
        try {
            for (CaptureSource source : sources) {
                relays.add(request.applyTo(KafkaLab.connect(kafka).relay(database, source))
                        .start());
            }
            return watch(relays);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted");
        } finally {
            close(relays);
        }
    }

    private int watch(List<RunningRelay> relays) throws InterruptedException {
        RelayReport report = new RelayReport(context);
        relays.forEach(relay -> report.notices(relay.status().name(), relay.notices()));
        try (Interruption interruption = new Interruption(() -> close(relays))) {
            try {
                while (!haveStopped(relays)) {
                    report.show(relays.stream().map(RunningRelay::status).toList());
                }
            } finally {
                report.erase();
            }
            relays.forEach(relay -> report.summary(relay.status()));
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
        }
    }

    /** Looks at each for a moment; throws what one of them could not go on from. */
    private static boolean haveStopped(List<RunningRelay> relays) throws InterruptedException {
        Duration each = GLANCE.dividedBy(relays.size());
        boolean all = true;
        for (RunningRelay relay : relays) {
            all &= relay.awaitStopped(each);
        }
        return all;
    }

    private static void close(List<RunningRelay> relays) {
        relays.forEach(RunningRelay::close);
    }
}
