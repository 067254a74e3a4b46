package dev.kafkalab.offsets;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.groups.ActiveGroupException;
import dev.kafkalab.groups.Groups;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Moves the committed offsets of consumer groups, of the classic and of the KIP-848 protocol: plan first, then apply.
 * The plan of each {@link ResetScope} holds the offsets that Kafka's own consumer-groups tool would commit. Thread-safe.
 */
public final class OffsetResets {
    private final Cluster cluster;
    private final Clock clock;
    private final Groups groups;
    private final Partitions partitions;

    /** @param clock what {@link ResetScope.ByDuration} counts back from */
    public OffsetResets(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
        this.groups = new Groups(cluster);
        this.partitions = new Partitions(cluster);
    }

    /**
     * Computes where the offsets would move; changes nothing. The group may be active, but then its offsets move on while
     * you look.
     *
     * @throws KafkaLabException if the group, a topic or a partition does not exist, or an offset to shift is missing
     */
    public OffsetPlan plan(ResetRequest request) {
        SortedMap<TopicPartition, Long> committed = groups.committed(request.group());
        if (committed.isEmpty()
                && !request.newGroup()
                && groups.find(request.group()).isEmpty()) {
            throw KafkaLabException.notFound(
                    "group '%s' does not exist; see: group list, or give it its first offsets with --new-group"
                            .formatted(request.group()));
        }
        List<TopicPartition> chosen = chosen(request, committed);
        partitions.requireLed(chosen);
        return new OffsetPlan(
                request.group(), new OffsetTargets(partitions, clock, committed).rows(request.scope(), chosen));
    }

    private List<TopicPartition> chosen(ResetRequest request, Map<TopicPartition, Long> committed) {
        if (request.scope() instanceof ResetScope.FromFile file) {
            List<TopicPartition> listed =
                    file.offsets().keySet().stream().sorted(Partitions.ORDER).toList();
            if (request.topics().isEmpty()) {
                return listed;
            }
            List<TopicPartition> both = new ArrayList<>(partitions.select(request.topics()));
            both.retainAll(listed);
            if (both.isEmpty()) {
                throw KafkaLabException.notFound("the file holds none of the partitions chosen; it holds " + listed);
            }
            return both;
        }
        if (!request.topics().isEmpty()) {
            return partitions.select(request.topics());
        }
        if (committed.isEmpty()) {
            throw KafkaLabException.notFound(
                    "group '%s' has committed no offsets; name the topics to reset with -t".formatted(request.group()));
        }
        return List.copyOf(committed.keySet());
    }

    /**
     * Commits the offsets of a plan that differ from what is committed, in one request. If the group has members, if the
     * coordinator refuses all, or if it does not answer, nothing is changed.
     *
     * @throws ActiveGroupException if the group has members
     * @throws PartialResetException if the coordinator took some and refused others
     * @throws ApiException if it refused all
     */
    public void apply(OffsetPlan plan) {
        groups.requireInactive(plan.group());
        Map<TopicPartition, OffsetAndMetadata> changes = plan.rows().stream()
                .filter(PlannedOffset::changes)
                .collect(Collectors.toMap(PlannedOffset::partition, row -> new OffsetAndMetadata(row.next())));
        if (changes.isEmpty()) {
            return;
        }
        AlterConsumerGroupOffsetsResult result = cluster.admin().alterConsumerGroupOffsets(plan.group(), changes);
        List<TopicPartition> applied = new ArrayList<>();
        SortedMap<TopicPartition, ApiException> refused = new TreeMap<>(Partitions.ORDER);
        for (PlannedOffset row : plan.rows()) {
            if (row.changes()) {
                try {
                    cluster.await(result.partitionResult(row.partition()));
                    applied.add(row.partition());
                } catch (ApiException e) {
                    refused.put(row.partition(), e);
                }
            }
        }
        if (!refused.isEmpty()) {
            throw failure(plan.group(), applied, refused);
        }
    }

    private RuntimeException failure(
            String group, List<TopicPartition> applied, SortedMap<TopicPartition, ApiException> refused) {
        ApiException first = refused.values().iterator().next();
        if (!applied.isEmpty()) {
            return new PartialResetException(group, applied, refused);
        }
        if (first instanceof UnknownMemberIdException || first instanceof GroupNotEmptyException) {
            // A member joined after requireInactive looked.
            groups.requireInactive(group);
            return new ActiveGroupException(group, "it had members a moment ago", List.of(), first);
        }
        return first;
    }
}
