package dev.kafkalab.groups;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a cluster, of the classic and of the KIP-848 protocol. Every method asks the cluster anew. Thread-safe.
 */
public final class Groups {
    private final Cluster cluster;
    private final Partitions partitions;

    public Groups(Cluster cluster) {
        this.cluster = cluster;
        this.partitions = new Partitions(cluster);
    }

    /** Of every type, by id. */
    public List<GroupSummary> list() {
        return cluster.await(cluster.admin().listGroups().all()).stream()
                .map(group -> new GroupSummary(
                        group.groupId(),
                        group.type().map(Object::toString).orElse("Unknown"),
                        group.protocol(),
                        group.groupState().map(Object::toString).orElse("Unknown")))
                .sorted(Comparator.comparing(GroupSummary::id))
                .toList();
    }

    /** @throws KafkaLabException if it does not exist, or is no consumer group */
    public GroupDetail describe(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /**
     * The group, or empty if it does not exist.
     *
     * @throws KafkaLabException if it is no consumer group
     */
    public Optional<GroupDetail> find(String id) {
        return header(id).map(group -> {
            List<Member> members = members(group);
            return new GroupDetail(
                    id,
                    group.type().toString(),
                    group.groupState().toString(),
                    group.partitionAssignor(),
                    group.coordinator().id(),
                    members,
                    partitions(members, committed(id)));
        });
    }

    /**
     * What the group has committed, by topic and partition. A group that does not exist has committed nothing.
     */
    public SortedMap<TopicPartition, Long> committed(String id) {
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(Partitions.ORDER);
        cluster.await(cluster.admin().listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    /**
     * Passes if the group has no members, or does not exist.
     *
     * @throws ActiveGroupException if it has
     * @throws KafkaLabException if it is no consumer group
     */
    public void requireInactive(String id) {
        header(id).filter(group -> group.groupState() != GroupState.EMPTY).ifPresent(group -> {
            throw new ActiveGroupException(id, group.groupState().toString(), members(group), null);
        });
    }

    /**
     * Deletes groups with their committed offsets. If one does not exist or has members, none is deleted.
     *
     * @throws ActiveGroupException if one has members
     * @throws KafkaLabException if one does not exist; of {@link Reason#PARTLY_FAILED} if the cluster refused some after
     *     others were deleted
     */
    public void delete(Collection<String> ids) {
        for (String id : ids) {
            if (header(id).isEmpty()) {
                throw notFound(id);
            }
            requireInactive(id);
        }
        Map<String, ApiException> failed = new LinkedHashMap<>();
        cluster.admin().deleteConsumerGroups(ids).deletedGroups().forEach((id, answer) -> {
            try {
                cluster.await(answer);
            } catch (ApiException e) {
                failed.put(id, e);
            }
        });
        if (failed.isEmpty()) {
            return;
        }
        ApiException first = failed.values().iterator().next();
        if (failed.size() == ids.size()) {
            throw first;
        }
        throw new KafkaLabException(
                Reason.PARTLY_FAILED,
                "not deleted, unlike the others: %s (%s)"
                        .formatted(String.join(", ", failed.keySet()), first.getMessage()),
                first);
    }

    private static KafkaLabException notFound(String id) {
        return KafkaLabException.notFound("group '" + id + "' does not exist; see: group list");
    }

    private Optional<ConsumerGroupDescription> header(String id) {
        try {
            return Optional.of(cluster.await(cluster.admin()
                            .describeConsumerGroups(List.of(id))
                            .describedGroups()
                            .values()
                            .iterator()
                            .next()))
                    .filter(group -> group.groupState() != GroupState.DEAD);
        } catch (GroupIdNotFoundException e) {
            // Kafka answers the same for a group of another kind.
            for (GroupListing group : cluster.await(cluster.admin().listGroups().all())) {
                if (group.groupId().equals(id)) {
                    throw new KafkaLabException(
                            Reason.PRECONDITION,
                            "group '%s' is of type %s, not a consumer group"
                                    .formatted(
                                            id,
                                            group.type().map(Object::toString).orElse("unknown")),
                            e);
                }
            }
            return Optional.empty();
        }
    }

    private static List<Member> members(ConsumerGroupDescription group) {
        return group.members().stream()
                .map(Groups::member)
                .sorted(Comparator.comparing(Member::id))
                .toList();
    }

    private static Member member(MemberDescription member) {
        return new Member(
                member.consumerId(),
                member.groupInstanceId(),
                member.clientId(),
                member.host(),
                member.assignment().topicPartitions().stream()
                        .sorted(Partitions.ORDER)
                        .toList());
    }

    private List<GroupPartition> partitions(List<Member> members, Map<TopicPartition, Long> committed) {
        Map<TopicPartition, Member> owners = new HashMap<>();
        members.forEach(member -> member.partitions().forEach(partition -> owners.put(partition, member)));
        SortedSet<TopicPartition> all = new TreeSet<>(Partitions.ORDER);
        Stream.<Collection<TopicPartition>>of(owners.keySet(), committed.keySet())
                .forEach(all::addAll);
        Map<TopicPartition, Long> ends = partitions.end(partitions.led(all));
        return all.stream()
                .map(partition -> new GroupPartition(
                        partition,
                        optional(committed.get(partition)),
                        optional(ends.get(partition)),
                        Optional.ofNullable(owners.get(partition))))
                .toList();
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
