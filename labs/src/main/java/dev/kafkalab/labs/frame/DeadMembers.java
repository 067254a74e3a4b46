package dev.kafkalab.labs.frame;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.Groups;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** Tells a group that all its members are dead, as its coordinator would find out when their sessions end. */
public final class DeadMembers {
    private DeadMembers() {}

    /** Nobody of the group may be alive. */
    public static void remove(LabSite site, String group) {
        Cluster cluster = site.cluster();
        if (new Groups(cluster)
                .find(group)
                .filter(found -> !found.members().isEmpty())
                .isEmpty()) {
            return; // Kafka's client refuses to remove nobody
        }
        try {
            cluster.await(cluster.admin()
                    .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all());
        } catch (UnknownMemberIdException | GroupIdNotFoundException nobody) {
            // falls through: it had not joined yet, or is gone already
        }
    }
}
