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
import org.apache.kafka.common.errors.AuthorizationException;

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
 * @param open what whoever made the site closes when the lab is done
 */
public record LabSite(
        String lab,
        String run,
        Map<String, Object> clientProperties,
        Map<String, String> stores,
        SandboxHome home,
        Path folder,
        boolean cured,
        OpenThings open) {
    public LabSite {
        clientProperties = Map.copyOf(clientProperties);
        stores = Map.copyOf(stores);
    }

    public LabSite(
            String lab,
            String run,
            Map<String, Object> clientProperties,
            Map<String, String> stores,
            SandboxHome home,
            Path folder,
            boolean cured) {
        this(lab, run, clientProperties, stores, home, folder, cured, new OpenThings(Map.copyOf(clientProperties)));
    }

    /** The same place for another run. */
    LabSite of(String other) {
        return new LabSite(lab, other, clientProperties, stores, home, folder, cured, open);
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
        for (String name : names) {
            createTopic(name, partitions, Map.of());
        }
    }

    /**
     * Makes a topic with settings of its own; its leaders answer when this returns.
     *
     * @param configs as Kafka names them, such as {@code message.timestamp.type}
     */
    public void createTopic(String name, int partitions, Map<String, String> configs) {
        try {
            new Topics(open.cluster()).create(new TopicSpec(name, Optional.of(partitions), Optional.empty(), configs));
        } catch (AuthorizationException e) { // it does not say of what
            throw new AuthorizationException("topic '" + name + "' may not be created: " + e.getMessage(), e);
        }
    }

    /** Records that a group has not committed, in all its partitions; the most there is if it has committed nothing. */
    public long lag(String group) {
        return new Groups(open.cluster())
                .describe(group).partitions().stream()
                        .map(GroupPartition::lag)
                        .mapToLong(lag -> lag.orElse(Integer.MAX_VALUE))
                        .sum();
    }

    /** The connection that all share: for questions, and closed with the site alone. */
    public Cluster cluster() {
        return open.cluster();
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
