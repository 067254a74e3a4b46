package dev.kafkalab.labs.course.partitions;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.groups.GroupDetail;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.course.partitions.KeyedSends.Keyed;
import dev.kafkalab.labs.frame.Await;
import dev.kafkalab.labs.frame.GroupProgress;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Each key has a record while there are two partitions and another when there are three. Used by one thread. */
final class Move {
    static final int BEFORE = 2;
    static final int AFTER = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LabSite site;
    private final String topic;
    private final String larger;
    private final String group;
    private final String effects;
    private final CountDownLatch gate = new CountDownLatch(1);

    /**
     * @param topic has two partitions
     * @param larger does not exist yet
     */
    Move(LabSite site, String topic, String larger, String group, String effects) {
        this.site = site;
        this.topic = topic;
        this.larger = larger;
        this.group = group;
        this.effects = effects;
    }

    /** The failing way: producers go on writing, the group goes on reading. */
    void inPlace(List<Keyed> earlier, List<Keyed> later) throws InterruptedException, TimeoutException {
        try (Members members = members(topic)) {
            await("two owners", this::hasTwoOwners);
            send(topic, BEFORE, earlier);
            addPartition();
            send(topic, AFTER, later);
            await("the effects of the new partition", this::newPartitionIsHandled);
            awaitHandled(topic);
        }
    }

    /** The producers change over and need not wait; of the group nobody reads the new topic before the old one is drained. */
    void toLargerTopic(List<Keyed> earlier, List<Keyed> later) throws InterruptedException, TimeoutException {
        try (Members reading = members(topic)) {
            await("two owners", this::hasTwoOwners);
            send(topic, BEFORE, earlier);
            // cure
            site.createTopics(AFTER, larger);
            send(larger, AFTER, later); // what is sent from now on lies there, and waits
            awaitHandled(topic); // the old topic is drained
            reading.close();
            try (Members members = members(larger)) {
                awaitHandled(larger);
            }
            // end
        }
    }

    private Members members(String ofTopic) {
        return new Members(site, ofTopic, group, effects, gate);
    }

    private void send(String toTopic, int partitions, List<Keyed> records) throws InterruptedException {
        new KeyedSends(site, Map.of()).send(toTopic, partitions, records);
    }

    /** Ends the stall, and waits until all is done and committed. */
    private void awaitHandled(String ofTopic) throws InterruptedException, TimeoutException {
        gate.countDown();
        GroupProgress.awaitEnd(site, group, ofTopic, PATIENCE);
    }

    private void addPartition() throws InterruptedException, TimeoutException {
        new Topics(site.cluster()).setPartitions(topic, AFTER);
        await("a leader of the new partition", cluster -> end(cluster, topic, AFTER - 1) == 0);
    }

    private boolean hasTwoOwners(Cluster cluster) {
        Optional<GroupDetail> detail = new Groups(cluster).find(group);
        return detail.isPresent()
                && detail.get().members().stream()
                                .filter(member -> !member.partitions().isEmpty())
                                .count()
                        == 2;
    }

    /** While the handlers of the others stall, nothing else can have an effect. */
    private boolean newPartitionIsHandled(Cluster cluster) {
        return end(cluster, effects, 0) >= end(cluster, topic, AFTER - 1);
    }

    private static long end(Cluster cluster, String topic, int partition) {
        TopicPartition name = new TopicPartition(topic, partition);
        return new Partitions(cluster).end(List.of(name)).getOrDefault(name, -1L);
    }

    private void await(String what, Predicate<Cluster> condition) throws InterruptedException, TimeoutException {
        Await.until(what, PATIENCE, () -> holds(condition, site.cluster()));
    }

    private static boolean holds(Predicate<Cluster> condition, Cluster cluster) {
        try {
            return condition.test(cluster);
        } catch (RetriableException notYet) {
            return false;
        }
    }
}
