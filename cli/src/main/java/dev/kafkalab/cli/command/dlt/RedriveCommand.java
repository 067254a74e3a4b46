package dev.kafkalab.cli.command.dlt;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.deadletters.Redrive;
import dev.kafkalab.deadletters.RedriveReport;
import dev.kafkalab.deadletters.RedriveReport.Action;
import dev.kafkalab.deadletters.RedriveRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts dead letters back. */
@Command(
        name = "redrive",
        description = {
            "Put dead letters back to the topic in which they failed, each once, however often this is run.",
            "Without --dry-run or --execute it shows the plan and changes nothing. Letters that are not meant stay and can "
                    + "be put back later. What came back too often goes to TOPIC-parking."
        },
        footer = {"", "  dlt redrive -t orders-dlt --cause Timeout --execute"})
final class RedriveCommand implements Runnable {
    private final CommandContext context;

    @Mixin
    private LetterOptions letters = new LetterOptions();

    @Option(
            names = {"-n", "-c", "--max-messages"},
            paramLabel = "N",
            description = "At most so many.")
    private @Nullable Long limit;

    @Option(
            names = "--max-rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Park what was put back so often already (default: 3).")
    private int maxRounds = RedriveRequest.STANDARD_MAX_REDRIVES;

    @Option(names = "--to", paramLabel = "TOPIC", description = "Into this topic, not where they failed.")
    private @Nullable String to;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Mode mode = new Mode();

    /** Whether to do it. */
    static final class Mode {
        @Option(names = "--dry-run", description = "Show the plan, change nothing.")
        boolean dryRun;

        @Option(names = "--execute", description = "Do it.")
        boolean execute;
    }

    RedriveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        RedriveRequest request = new RedriveRequest(
                letters.topic,
                letters.filter().predicate(),
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                maxRounds,
                Optional.ofNullable(to));
        Map<String, Object> properties = context.connection().properties();
        RedriveReport report;
        try (Cluster cluster = Cluster.connect(properties)) {
            Redrive redrive = new Redrive(cluster, properties);
            report = mode.execute ? redrive.run(request) : redrive.preview(request);
        }
        Rows rows = Rows.of("action", "records", "topic", "cause", "note");
        report.rows()
                .forEach(row -> rows.add(
                        row.action().name().toLowerCase(Locale.ROOT),
                        row.records(),
                        row.target(),
                        row.cause(),
                        row.note().isEmpty() ? null : row.note()));
        context.print(rows);
        say(report);
    }

    private void say(RedriveReport report) {
        long refused = report.records(Action.REFUSE);
        String summary = "%d put back, %d parked, %d repeats, %d kept, %d refused; %d earlier"
                .formatted(
                        report.records(Action.REDRIVE),
                        report.records(Action.PARK),
                        report.records(Action.REPEAT),
                        report.records(Action.KEEP),
                        refused,
                        report.already());
        if (mode.execute && refused > 0) {
            boolean some = report.records(Action.REDRIVE) + report.records(Action.PARK) > 0;
            throw new KafkaLabException(
                    some ? KafkaLabException.Reason.PARTLY_FAILED : KafkaLabException.Reason.PRECONDITION,
                    "'%s': %s; mend what the notes say and run it again".formatted(letters.topic, summary));
        }
        context.say(mode.execute ? summary : "would be: " + summary);
        if (report.foreign() > 0) {
            context.say(report.foreign() + " records are no dead letters: no header says where they came from");
        }
        if (!mode.execute) {
            context.say("nothing changed" + (mode.dryRun ? "" : "; add --execute to do it"));
        }
    }
}
