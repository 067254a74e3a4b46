package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.GroupDetail;
import dev.kafkalab.groups.GroupPartition;
import dev.kafkalab.groups.GroupSummary;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.groups.Member;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Consumer groups of a cluster. */
@Command(name = "group", description = "List, describe and delete consumer groups.")
public final class GroupCommand {
    private final CommandContext context;

    GroupCommand(CommandContext context) {
        this.context = context;
    }

    /** Groups, as bare words or after {@code -g}. */
    static final class Names {
        @Parameters(arity = "0..*", paramLabel = "GROUP", description = "Name of a group.")
        List<String> positional = List.of();

        @Option(
                names = {"-g", "--group"},
                paramLabel = "GROUP",
                description = "The same, for fingers used to -g.")
        List<String> options = List.of();

        List<String> all() {
            return CommandArguments.named("group", "group describe readers", positional, options);
        }
    }

    @Command(description = "Names, types and states of all groups.")
    void list() {
        Rows rows = Rows.of("group", "type", "protocol", "state");
        try (Cluster cluster = Cluster.connect(context.connection().properties())) {
            for (GroupSummary group : new Groups(cluster).list()) {
                rows.add(group.id(), group.type(), group.protocol(), group.state());
            }
        }
        context.print(rows);
    }

    @Command(description = "Committed offset, end and lag of each partition, and who reads it; or the members.")
    void describe(
            @Mixin Names names,
            @Option(names = "--members", description = "Show the members instead of the partitions.") boolean members,
            @Option(names = "--watch", description = "Show it again and again, until Ctrl-C or --times.") boolean watch,
            @Option(
                            names = "--interval",
                            paramLabel = "DURATION",
                            defaultValue = "2s",
                            description = "Time between two looks of --watch (default: ${DEFAULT-VALUE}).")
                    Duration interval,
            @Option(names = "--times", paramLabel = "N", description = "End --watch after so many looks.") @Nullable
                    Integer times)
            throws InterruptedException {
        List<String> asked = names.all();
        try (Cluster cluster = Cluster.connect(context.connection().properties())) {
            Groups groups = new Groups(cluster);
            int looks = !watch ? 1 : times == null ? Integer.MAX_VALUE : times;
            for (int look = 1; look <= looks; look++) {
                List<GroupDetail> details = asked.stream().map(groups::describe).toList();
                if (watch) {
                    context.say(context.clock().instant().toString());
                }
                details.forEach(group -> context.say("group '%s' is %s (%s), %d members, coordinator %d"
                        .formatted(
                                group.id(),
                                group.state(),
                                group.type(),
                                group.members().size(),
                                group.coordinator())));
                context.print(members ? memberRows(details) : partitionRows(details));
                context.checkOutput();
                if (look < looks) {
                    Thread.sleep(interval.toMillis());
                }
            }
        }
    }

    private static Rows partitionRows(List<GroupDetail> groups) {
        Rows rows = Rows.of("group", "topic", "partition", "committed", "end", "lag", "member", "clientId", "host");
        for (GroupDetail group : groups) {
            for (GroupPartition row : group.partitions()) {
                rows.add(
                        group.id(),
                        row.partition().topic(),
                        row.partition().partition(),
                        number(row.committed()),
                        number(row.end()),
                        number(row.lag()),
                        row.owner().map(Member::id).orElse(null),
                        row.owner().map(Member::clientId).orElse(null),
                        row.owner().map(Member::host).orElse(null));
            }
        }
        return rows;
    }

    private static @Nullable Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static Rows memberRows(List<GroupDetail> groups) {
        Rows rows = Rows.of("group", "member", "instanceId", "clientId", "host", "partitions");
        for (GroupDetail group : groups) {
            for (Member member : group.members()) {
                rows.add(
                        group.id(),
                        member.id(),
                        member.instanceId().orElse(null),
                        member.clientId(),
                        member.host(),
                        member.partitions().stream().map(Object::toString).toList());
            }
        }
        return rows;
    }

    @Command(description = "Delete groups that have no members, with their committed offsets.")
    void delete(@Mixin Names names) {
        List<String> asked = names.all();
        try (Cluster cluster = Cluster.connect(context.connection().properties())) {
            new Groups(cluster).delete(asked);
        }
        context.say("deleted " + String.join(", ", asked));
    }
}
