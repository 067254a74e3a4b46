package dev.kafkalab.sandbox.kafka;

import dev.kafkalab.sandbox.SandboxState;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The {@code server.properties} of one node: small buffers, fast elections, replication as large as the cluster. */
record BrokerProperties(int nodeId, SandboxState state, Path directory) {
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
        String id = "kafka-" + nodeId;
        int internal = state.port(id + "-internal");
        p.setProperty(
                "listeners",
                "CLIENT://127.0.0.1:%d,INTERNAL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(state.port(id), internal, state.port(id + "-controller")));
        p.setProperty(
                "advertised.listeners",
                "CLIENT://localhost:%d,INTERNAL://127.0.0.1:%d".formatted(state.port(id), internal));
        p.setProperty("listener.security.protocol.map", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("inter.broker.listener.name", "INTERNAL");
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, state.brokers())
                        .mapToObj(node -> node + "@127.0.0.1:" + state.port("kafka-" + node + "-controller"))
                        .collect(Collectors.joining(",")));
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
    }

    private static void sizes(Properties p) {
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("background.threads", "4");
        p.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        p.setProperty("message.max.bytes", String.valueOf(16 << 20));
        p.setProperty("replica.fetch.max.bytes", String.valueOf(16 << 20));
        // A 10 MB record must be able to be sent by whoever asks for it; the client's own limit still says no first.
    }
}
