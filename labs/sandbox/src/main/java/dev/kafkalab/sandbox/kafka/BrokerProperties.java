package dev.kafkalab.sandbox.kafka;

import dev.kafkalab.sandbox.SandboxState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The {@code server.properties} of one node: small buffers, fast elections, replication as large as the cluster. */
record BrokerProperties(int nodeId, SandboxState state, Path directory, SecureListener tls) {
    Properties properties() {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", String.valueOf(nodeId));
        p.setProperty("log.dirs", directory.resolve("data").toString());
        listeners(p);
        replication(p);
        sizes(p);
        return p;
    }

    private void listeners(Properties p) {
        int internal = state.port(id() + "-internal");
        List<String> listeners = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        List<String> protocols =
                new ArrayList<>(List.of("CLIENT:PLAINTEXT", "INTERNAL:PLAINTEXT", "CONTROLLER:PLAINTEXT"));
        listeners.add("CLIENT://127.0.0.1:" + state.port(bound("")));
        advertised.add("CLIENT://127.0.0.1:" + state.port(id()));
        if (state.secure()) {
            listeners.add("SECURE://127.0.0.1:" + state.port(bound("-secure")));
            advertised.add("SECURE://127.0.0.1:" + state.port(id() + "-secure"));
            protocols.add("SECURE:SASL_SSL");
            tls.configure(p, "SECURE");
        }
        // Brokers talk to each other past the proxies: a fault is between clients and a broker.
        listeners.add("INTERNAL://127.0.0.1:" + internal);
        advertised.add("INTERNAL://127.0.0.1:" + internal);
        listeners.add("CONTROLLER://127.0.0.1:" + state.port(id() + "-controller"));
        p.setProperty("listeners", String.join(",", listeners));
        p.setProperty("advertised.listeners", String.join(",", advertised));
        p.setProperty("listener.security.protocol.map", String.join(",", protocols));
        p.setProperty("inter.broker.listener.name", "INTERNAL");
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, state.brokers())
                        .mapToObj(node -> node + "@127.0.0.1:" + state.port("kafka-" + node + "-controller"))
                        .collect(Collectors.joining(",")));
    }

    private String id() {
        return "kafka-" + nodeId;
    }

    /** The name of the port to listen on: behind the proxy where there is one. */
    private String bound(String suffix) {
        return id() + suffix + (state.faulty() ? "-behind" : "");
    }

    private void replication(Properties p) {
        String replicas = String.valueOf(Math.min(3, state.brokers()));
        String inSync = state.brokers() >= 3 ? "2" : "1";
        p.setProperty("default.replication.factor", replicas);
        p.setProperty("min.insync.replicas", inSync);
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.setProperty(topic + ".replication.factor", replicas);
            p.setProperty(topic + ".num.partitions", "4");
        }
        p.setProperty("transaction.state.log.min.isr", inSync);
        p.setProperty("share.coordinator.state.topic.min.isr", inSync);
        p.setProperty("num.partitions", "3");
        // A killed broker is noticed in seconds, as a lab wants it.
        p.setProperty("controller.quorum.election.timeout.ms", "1000");
        p.setProperty("broker.session.timeout.ms", "6000");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        // How quickly a dead member is noticed is the group's own choice; Kafka allows no less than 6 and 45 seconds.
        p.setProperty("group.min.session.timeout.ms", "1000");
        p.setProperty("group.consumer.min.session.timeout.ms", "1000");
        p.setProperty("group.consumer.min.heartbeat.interval.ms", "100");
    }

    private static void sizes(Properties p) {
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("background.threads", "4");
        p.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        // A record of 10 MB can be sent by whoever raises the client's own limit.
        p.setProperty("message.max.bytes", String.valueOf(16 << 20));
        p.setProperty("replica.fetch.max.bytes", String.valueOf(16 << 20));
    }
}
