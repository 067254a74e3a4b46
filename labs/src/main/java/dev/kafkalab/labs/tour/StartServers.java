package dev.kafkalab.labs.tour;

import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.ServerStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings up servers side by side; ones that answer already are left alone. */
final class StartServers implements TourStep {
    private final EnumSet<ServerKind> kinds;

    /** @param kinds at least one */
    StartServers(Set<ServerKind> kinds) {
        this.kinds = EnumSet.copyOf(kinds);
    }

    @Override
    public String title() {
        return "Start " + kinds.stream().map(StartServers::described).collect(Collectors.joining(", "));
    }

    private static String described(ServerKind kind) {
        return switch (kind) {
            case KAFKA -> "a Kafka broker, a process of its own";
            case MYSQL -> "MySQL";
            case REDIS -> "Redis";
            case MONGO -> "a stand-in that speaks MongoDB's protocol";
            case ELASTICSEARCH -> "Elasticsearch";
        };
    }

    @Override
    public ServerKind server() {
        return kinds.iterator().next();
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of("kafka-lab sandbox up --only "
                + kinds.stream().map(ServerKind::id).collect(Collectors.joining(",")));
    }

    @Override
    public void run(TourSite site, Checks checks) {
        Map<String, SandboxException> failures = site.sandbox().up(site.request(kinds), site.progress());
        for (ServerStatus server : site.sandbox().status()) {
            if (kinds.contains(server.kind())) {
                SandboxException failure = failures.get(server.id());
                checks.expect(
                        server.id(),
                        "running",
                        failure == null ? server.state() : String.valueOf(failure.getMessage()));
            }
        }
    }
}
