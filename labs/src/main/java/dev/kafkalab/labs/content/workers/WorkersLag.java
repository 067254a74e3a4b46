package dev.kafkalab.labs.content.workers;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.GroupPartition;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.work.Worker;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether workers have handled all that there is, as the brokers know it: also what other copies do counts. Of one thread,
 * which closes it.
 */
public final class WorkersLag implements AutoCloseable {
    private final Cluster cluster;
    private final ContentNames names;
    private final Set<Worker> workers;

    private WorkersLag(Cluster cluster, ContentNames names, Set<Worker> workers) {
        this.cluster = cluster;
        this.names = names;
        this.workers = workers;
    }

    public static WorkersLag of(ContentStores stores, ContentNames names, Collection<Worker> workers) {
        return new WorkersLag(Cluster.connect(stores.kafka()), names, EnumSet.copyOf(workers));
    }

    /**
     * Whether all that is in the topics is handled and committed. Who inspects is asked first: when nothing is left for him,
     * all that he made lies before the others.
     */
    public boolean isZero() {
        for (Worker worker : workers) { // in the order of the enum
            if (!isZero(names.group(worker.id()))) {
                return false;
            }
        }
        return true;
    }

    private boolean isZero(String group) {
        try {
            List<GroupPartition> partitions =
                    new Groups(cluster).describe(group).partitions();
            return !partitions.isEmpty() && partitions.stream().allMatch(WorkersLag::isDone);
        } catch (KafkaLabException e) {
            if (e.reason() == KafkaLabException.Reason.NOT_FOUND) {
                return false; // it has not come up yet
            }
            throw e;
        }
    }

    /** A partition in which there never was anything is committed by nobody. */
    private static boolean isDone(GroupPartition partition) {
        return partition.lag().orElse(partition.end().orElse(1)) == 0;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
