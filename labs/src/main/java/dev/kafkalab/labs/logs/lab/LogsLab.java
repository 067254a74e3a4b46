package dev.kafkalab.labs.logs.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.logs.search.SearchRefusedException;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/** Lines of a file on their way to documents, while whoever carries them is killed. */
public final class LogsLab implements Lab {
    @Override
    public String id() {
        return "logs";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA, ServerKind.ELASTICSEARCH);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new ShipExercise(), new IndexExercise());
    }

    /** Indices and their templates; files go with the run's folder. */
    @Override
    public void cleanUp(LabSite site) {
        try (SearchServer server = SearchServer.connect(site.store(IndexedLines.STORE))) {
            for (JsonNode index : server.send("GET", "/_cat/indices/" + site.prefix() + "*?format=json&h=index")) {
                server.send("DELETE", "/" + index.path("index").asText());
            }
            for (Way way : Way.values()) {
                deleteTemplate(server, IndexedLines.index(site.prefix(), way));
            }
        }
    }

    private static void deleteTemplate(SearchServer server, String name) {
        try {
            server.send("DELETE", "/_index_template/" + name);
        } catch (SearchRefusedException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
    }
}
