package dev.kafkalab.labs.frame;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.GroupPartition;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where one run of a lab takes place, and what its things are called.
 *
 * @param lab its id
 * @param run what tells this run's topics and tables from those of others: a few letters and digits
 * @param clientProperties how the brokers are reached; may hold secrets
 * @param stores how the other servers are reached, as {@code sandbox env} names it
 * @param home where sandboxes of the lab's own may be made
 * @param folder for files of this run
 * @param cured false if the cures are to be left out, to see that {@code lab verify} notices
 */
public record LabSite(
        String lab,
        String run,
        Map<String, Object> clientProperties,
        Map<String, String> stores,
        SandboxHome home,
        Path folder,
        boolean cured) {
    public LabSite {
        clientProperties = Map.copyOf(clientProperties);
        stores = Map.copyOf(stores);
    }

    /** What the names of this run begin with. */
    public String prefix() {
        return "lab-" + lab + "-" + run + "-";
    }

    /** The name of a topic or group of this run. */
    public String name(String what) {
        return prefix() + what;
    }

    /** The name of a table or of a key in a store. */
    public String table(String what) {
        return name(what).replace('-', '_');
    }

    /** Makes topics of this run; their leaders answer when this returns. */
    public void createTopics(int partitions, String... names) {
        try (Cluster cluster = connect()) {
            Topics topics = new Topics(cluster);
            for (String name : names) {
                topics.create(new TopicSpec(name, Optional.of(partitions), Optional.empty(), Map.of()));
            }
        }
    }

    /**
     * Makes a topic with settings of its own; its leaders answer when this returns.
     *
     * @param configs as Kafka names them, such as {@code message.timestamp.type}
     */
    public void createTopic(String name, int partitions, Map<String, String> configs) {
        try (Cluster cluster = connect()) {
            new Topics(cluster).create(new TopicSpec(name, Optional.of(partitions), Optional.empty(), configs));
        }
    }

    /** Records that a group has not committed, in all its partitions; the most there is if it has committed nothing. */
    public long lag(String group) {
        try (Cluster cluster = connect()) {
            return new Groups(cluster)
                    .describe(group).partitions().stream()
                            .map(GroupPartition::lag)
                            .mapToLong(lag -> lag.orElse(Integer.MAX_VALUE))
                            .sum();
        }
    }

    /** A connection, which the caller closes. */
    public Cluster connect() {
        return Cluster.connect(clientProperties);
    }

    public KafkaLab kafka() {
        return KafkaLab.connect(clientProperties);
    }

    /** For commands to copy. */
    public String bootstrapServers() {
        return String.valueOf(clientProperties.get("bootstrap.servers"));
    }

    /** Where another server is, such as {@code KAFKA_LAB_MYSQL_URL}. */
    public String store(String name) {
        String value = stores.get(name);
        if (value == null) {
            throw SandboxException.unreachable("nothing says where " + name + " is; run: sandbox up");
        }
        return value;
    }

    /** Never with secrets. */
    @Override
    public String toString() {
        return "run " + run + " of lab " + lab;
    }
}
