package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.groups.ActiveGroupException;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.offsets.OffsetFile;
import dev.kafkalab.offsets.OffsetPlan;
import dev.kafkalab.offsets.OffsetResets;
import dev.kafkalab.offsets.PlannedOffset;
import dev.kafkalab.offsets.ResetRequest;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves the committed offsets of a consumer group. */
@Command(
        name = "reset-offsets",
        description = {
            "Move the committed offsets of a consumer group.",
            "Without --dry-run or --execute it shows the plan and changes nothing. The group must have no members when "
                    + "it is executed. Offsets are counted, not records: transaction markers and compacted records "
                    + "count too."
        })
public final class ResetOffsetsCommand implements Runnable {
    private final CommandContext context;

    @Option(
            names = {"-g", "--group"},
            required = true,
            paramLabel = "GROUP",
            description = "The group to move.")
    private String group = "";

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private TopicChoice topics = new TopicChoice();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private ScopeOptions scope = new ScopeOptions();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Mode mode = new Mode();

    @Option(
            names = "--export",
            description = "Print the plan as CSV that --from-file and Kafka's own tool read: topic,partition,offset.")
    private boolean export;

    @Option(
            names = "--strict",
            description = "Fail (5), and change nothing, where an offset asked for is not in the log.")
    private boolean strict;

    @Option(names = "--new-group", description = "The group may be new: give it its first offsets.")
    private boolean newGroup;

    ResetOffsetsCommand(CommandContext context) {
        this.context = context;
    }

    /** Which partitions. */
    static final class TopicChoice {
        @Option(
                names = {"-t", "--topic"},
                paramLabel = "TOPIC[:0,1]",
                description = "A topic, or some of its partitions; may be repeated.")
        List<String> topics = List.of();

        @Option(names = "--all-topics", description = "Every partition the group has committed.")
        boolean all;
    }

    /** Whether to do it. */
    static final class Mode {
        @Option(names = "--dry-run", description = "Show the plan, change nothing.")
        boolean dryRun;

        @Option(names = "--execute", description = "Do it.")
        boolean execute;
    }

    @Override
    public void run() {
        if (topics.topics.isEmpty() && !topics.all && scope.fromFile == null) {
            throw CommandException.usage("say which partitions: -t TOPIC, -t TOPIC:0,1 or --all-topics");
        }
        ResetRequest request = new ResetRequest(
                group, topics.topics.stream().map(TopicSelection::parse).toList(), scope.scope(group), newGroup);
        try (Cluster cluster = Cluster.connect(context.connection().properties())) {
            OffsetResets resets = new OffsetResets(cluster, context.clock());
            if (mode.execute) {
                new Groups(cluster).requireInactive(group); // before any other complaint
            }
            OffsetPlan plan = resets.plan(request);
            if (strict) {
                plan.requireExact();
            }
            if (mode.execute) {
                resets.apply(plan);
            }
            show(plan);
            if (!mode.execute) {
                context.say("nothing changed" + (mode.dryRun ? "" : "; add --execute to do it"));
                sayIfActive(new Groups(cluster));
            }
        }
    }

    private void sayIfActive(Groups groups) {
        try {
            groups.requireInactive(group);
        } catch (ActiveGroupException active) {
            context.say("--execute would be refused: " + active.getMessage());
        }
    }

    private void show(OffsetPlan plan) {
        if (export) {
            context.out().print(OffsetFile.write(plan));
        } else {
            Rows rows = Rows.of("topic", "partition", "old", "new", "delta", "effect", "note");
            for (PlannedOffset row : plan.rows()) {
                rows.add(
                        row.partition().topic(),
                        row.partition().partition(),
                        number(row.old()),
                        row.next(),
                        number(row.delta()),
                        effect(row),
                        note(row));
            }
            context.print(rows);
        }
        // Never silent, not even with -q.
        plan.rows().stream()
                .filter(row -> !row.exact())
                .forEach(row -> context.err().println("kafka-lab: " + row.partition() + ": " + note(row)));
        context.say("group '%s' %s replay %d and skip %d offsets"
                .formatted(group, mode.execute ? "will" : "would", plan.replayed(), plan.skipped()));
    }

    private static @Nullable Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static String effect(PlannedOffset row) {
        if (row.old().isEmpty()) {
            return "first offset";
        }
        if (row.replayed() > 0) {
            return "will replay " + row.replayed();
        }
        return row.skipped() > 0 ? "will skip " + row.skipped() : "no change";
    }

    private static @Nullable String note(PlannedOffset row) {
        return switch (row.basis()) {
            case EXACT -> null;
            case CLAMPED_TO_START -> "clamped: %d is before the start %d".formatted(row.asked(), row.start());
            case CLAMPED_TO_END -> "clamped: %d is beyond the end %d".formatted(row.asked(), row.end());
            case NO_RECORD_SINCE -> "no record since then: the end";
            case NEVER_COMMITTED -> "nothing committed to keep: the end";
            case OUTSIDE_LOG -> "kept although the log holds %d to %d".formatted(row.start(), row.end());
        };
    }
}
