package dev.kafkalab.groups;

import java.util.List;

/**
 * A group, its members by id, its partitions by topic and number.
 *
 * @param assignor how partitions are given out; empty if nobody said
 * @param coordinator id of the broker that coordinates it
 */
public record GroupDetail(
        String id,
        String type,
        String state,
        String assignor,
        int coordinator,
        List<Member> members,
        List<GroupPartition> partitions) {
    public GroupDetail {
        members = List.copyOf(members);
        partitions = List.copyOf(partitions);
    }
}
