package dev.kafkalab.labs.tour;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxState;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.UpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the tour takes place.
 *
 * @param sandbox the servers; steps may start and kill them
 * @param progress told what takes long
 */
public record TourSite(Sandbox sandbox, Progress progress) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public String bootstrapServers() {
        return sandbox.bootstrapServers()
                .orElseThrow(() -> SandboxException.unreachable("no broker of sandbox '" + sandbox.name() + "' runs"));
    }

    /** What a client needs at least. */
    public Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /** A folder for files that may stay: it goes with the sandbox's data. */
    public Path directory() {
        return sandbox.directory();
    }

    /** The port of a server that there is one of. */
    public int port(ServerKind kind) {
        return sandbox.state()
                .map(state -> state.port(kind.id()))
                .orElseThrow(() -> SandboxException.unreachable("sandbox '" + sandbox.name() + "' was never up"));
    }

    /** A new connection, which the caller closes. */
    public Cluster connect() {
        return Cluster.connect(bootstrapServers(), PATIENCE);
    }

    /** What the sandbox exports under {@code name}, such as {@code KAFKA_LAB_REDIS_URL}. */
    public String export(String name) {
        String value = sandbox.exports().get(name);
        if (value == null) {
            throw SandboxException.unreachable(
                    "sandbox '" + sandbox.name() + "' exports no " + name + "; see: sandbox env");
        }
        return value;
    }

    /** Brings up servers of those kinds in the layout the sandbox has. */
    UpRequest request(Set<ServerKind> kinds) {
        return new UpRequest(
                Optional.empty(),
                kinds,
                sandbox.state().map(SandboxState::secure).orElse(false),
                sandbox.state().map(SandboxState::faulty).orElse(false),
                true);
    }
}
