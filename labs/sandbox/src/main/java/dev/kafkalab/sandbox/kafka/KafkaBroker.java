package dev.kafkalab.sandbox.kafka;

import dev.kafkalab.sandbox.Launch;
import dev.kafkalab.sandbox.OwnClassPath;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxState;
import dev.kafkalab.sandbox.Server;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.SharedClasses;
import dev.kafkalab.sandbox.Site;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** One KRaft node, broker and controller at once, as a JVM of its own: {@code destroyForcibly} is a true kill -9. */
public final class KafkaBroker implements Server {
    private static final String PROPERTIES = "server.properties";

    private final int nodeId;
    private final SandboxState state;
    private final Site site;

    public KafkaBroker(int nodeId, SandboxState state, Site site) {
        this.nodeId = nodeId;
        this.state = state;
        this.site = site;
    }

    /** The ports of one broker, by name. */
    public static Map<String, Integer> wellKnownPorts(int nodeId) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        String id = "kafka-" + nodeId;
        ports.put(id, 9091 + nodeId);
        ports.put(id + "-secure", 9191 + nodeId);
        ports.put(id + "-internal", 19091 + nodeId);
        ports.put(id + "-controller", 29091 + nodeId);
        return ports;
    }

    @Override
    public String id() {
        return "kafka-" + nodeId;
    }

    @Override
    public ServerKind kind() {
        return ServerKind.KAFKA;
    }

    @Override
    public int port() {
        return state.port(id());
    }

    @Override
    public void prepare(Progress progress) {
        if (state.secure()) {
            tls().prepare();
        }
        Properties properties = new BrokerProperties(nodeId, state, site.directory(), tls()).properties();
        try {
            Files.createDirectories(site.directory());
            Files.deleteIfExists(site.directory().resolve(BrokerProcess.READY_FILE));
            try (Writer writer = Files.newBufferedWriter(site.directory().resolve(PROPERTIES))) {
                properties.store(writer, "written by kafka-lab at each start");
            }
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.PRECONDITION,
                    "cannot write " + site.directory() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public String marker() {
        return Launch.javaMarker(site);
    }

    @Override
    public Launch launch() {
        Path properties = site.directory().resolve(PROPERTIES);
        String classPath = OwnClassPath.stable(site.cache());
        List<String> options = new ArrayList<>(List.of(
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // The second compiler sets in later than usual: a start takes a third less, long loads stay as fast.
                "-XX:Tier4InvocationThreshold=50000",
                "-XX:Tier4MinInvocationThreshold=20000",
                "-XX:Tier4CompileThreshold=100000",
                "-XX:Tier4BackEdgeThreshold=200000"));
        options.addAll(SharedClasses.options(site, "kafka", classPath));
        return Launch.java(site, options, classPath, BrokerProcess.class.getName(), List.of(properties.toString()));
    }

    @Override
    public boolean answers() {
        return BrokerProcess.isReady(site) && ApiVersionsProbe.answers(state.port(id() + "-internal"));
    }

    @Override
    public Set<String> portNames() {
        String behind = state.faulty() ? "-behind" : "";
        return state.secure()
                ? Set.of(id() + behind, id() + "-secure" + behind, id() + "-internal", id() + "-controller")
                : Set.of(id() + behind, id() + "-internal", id() + "-controller");
    }

    @Override
    public Map<String, String> exports() {
        Map<String, String> exports = new LinkedHashMap<>();
        exports.put("KAFKA_LAB_BOOTSTRAP_SERVER", "127.0.0.1:" + port());
        if (state.secure()) {
            exports.put("KAFKA_LAB_SECURE_BOOTSTRAP_SERVER", "127.0.0.1:" + state.port(id() + "-secure"));
            exports.put("KAFKA_LAB_SECURE_CONFIG", tls().clientProperties().toString());
        }
        return exports;
    }

    private SecureListener tls() {
        return new SecureListener(state, site.directory().resolveSibling("tls"));
    }
}
