package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.topics.TopicDetail;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.TopicSummary;
import dev.kafkalab.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Topics of a cluster. */
@Command(name = "topic", description = "List, describe, create, alter and delete topics.")
public final class TopicCommand {
    private final CommandContext context;

    TopicCommand(CommandContext context) {
        this.context = context;
    }

    /** Topics, as bare words or after {@code -t}. */
    static final class Names {
        @Parameters(arity = "0..*", paramLabel = "TOPIC", description = "Name of a topic.")
        List<String> positional = List.of();

        @Option(
                names = {"-t", "--topic"},
                paramLabel = "TOPIC",
                description = "The same, for fingers used to -t.")
        List<String> options = List.of();

        List<String> all() {
            return CommandArguments.named("topic", "topic describe access", positional, options);
        }

        String one() {
            List<String> names = all();
            if (names.size() > 1) {
                throw CommandException.usage("name one topic, not " + String.join(", ", names));
            }
            return names.get(0);
        }
    }

    @Command(description = "Names, partitions and replication of all topics.")
    void list(@Option(names = "--internal", description = "Show Kafka's own topics too.") boolean internal) {
        Rows rows = Rows.of("topic", "partitions", "replicationFactor");
        withTopics(topics -> {
            for (TopicSummary topic : topics.list(internal)) {
                rows.add(topic.name(), topic.partitions(), topic.replicationFactor());
            }
        });
        context.print(rows);
    }

    @Command(description = "Leader, replicas, in-sync replicas and offsets of each partition; or the settings.")
    void describe(
            @Mixin Names names,
            @Option(names = "--configs", description = "Show the settings instead of the partitions.")
                    boolean configs) {
        List<String> asked = names.all();
        withTopics(topics -> {
            List<TopicDetail> details = topics.describe(asked);
            context.print(configs ? configRows(details) : partitionRows(details));
        });
    }

    private static Rows partitionRows(List<TopicDetail> details) {
        Rows rows = Rows.of("topic", "partition", "leader", "replicas", "inSync", "start", "end", "offsets");
        for (TopicDetail topic : details) {
            for (TopicDetail.Partition partition : topic.partitions()) {
                boolean led = partition.leader() >= 0;
                rows.add(
                        topic.name(),
                        partition.id(),
                        led ? partition.leader() : null,
                        partition.replicas(),
                        partition.inSync(),
                        led ? partition.start() : null,
                        led ? partition.end() : null,
                        led ? partition.offsets() : null);
            }
        }
        return rows;
    }

    private static Rows configRows(List<TopicDetail> details) {
        Rows rows = Rows.of("topic", "config", "value", "overridden");
        for (TopicDetail topic : details) {
            topic.configs()
                    .forEach(config -> rows.add(topic.name(), config.name(), config.value(), config.overridden()));
        }
        return rows;
    }

    @Command(description = "Create a topic.")
    void create(
            @Mixin Names names,
            @Option(
                            names = {"--partitions"},
                            paramLabel = "N",
                            description = "Default: the broker's.")
                    @Nullable
                    Integer partitions,
            @Option(
                            names = {"--replication-factor"},
                            paramLabel = "N",
                            description = "Default: the broker's.")
                    @Nullable
                    Integer replicationFactor,
            @Option(names = "--config", paramLabel = "KEY=VALUE", description = "A setting; may be repeated.") @Nullable
                    Map<String, String> configs,
            @Option(names = "--if-not-exists", description = "Leave an existing topic as it is.") boolean ifNotExists) {
        TopicSpec spec = new TopicSpec(
                names.one(),
                Optional.ofNullable(partitions),
                Optional.ofNullable(replicationFactor),
                configs == null ? Map.of() : configs);
        withTopics(topics -> {
            if (ifNotExists
                    && topics.list(true).stream().anyMatch(topic -> topic.name().equals(spec.name()))) {
                context.say("topic '" + spec.name() + "' exists already");
                return;
            }
            topics.create(spec);
            context.say("created topic '" + spec.name() + "'");
        });
    }

    @Command(description = "Add partitions, set and delete settings.")
    void alter(
            @Mixin Names names,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            description = "How many there shall be; can only grow, and keys may move.")
                    @Nullable
                    Integer partitions,
            @Option(names = "--config", paramLabel = "KEY=VALUE", description = "Set a setting; may be repeated.")
                    @Nullable
                    Map<String, String> configs,
            @Option(names = "--delete-config", paramLabel = "KEY", split = ",", description = "Back to the default.")
                    @Nullable
                    Set<String> deleted) {
        String name = names.one();
        if (partitions == null && configs == null && deleted == null) {
            throw CommandException.usage(
                    "nothing to alter in topic '" + name + "'; give --partitions, --config or --delete-config");
        }
        withTopics(topics -> {
            if (configs != null || deleted != null) {
                topics.alterConfigs(name, configs == null ? Map.of() : configs, deleted == null ? Set.of() : deleted);
            }
            if (partitions != null) {
                topics.setPartitions(name, partitions);
            }
            context.say("altered topic '" + name + "'");
        });
    }

    @Command(
            description = {
                "Delete topics and all their records.",
                "Asks nothing, as Kafka's own script; if one name is unknown, none is deleted."
            })
    void delete(
            @Mixin Names names,
            @Option(names = "--if-exists", description = "Pass over unknown names.") boolean ifExists) {
        List<String> named = names.all();
        withTopics(topics -> {
            List<String> asked = new ArrayList<>(named);
            if (ifExists) {
                asked.retainAll(
                        topics.list(true).stream().map(TopicSummary::name).toList());
            }
            if (!asked.isEmpty()) {
                topics.delete(asked);
                context.say("deleted " + String.join(", ", asked));
            }
        });
    }

    private void withTopics(Consumer<Topics> body) {
        try (Cluster cluster = Cluster.connect(context.connection().properties())) {
            body.accept(new Topics(cluster));
        }
    }
}
