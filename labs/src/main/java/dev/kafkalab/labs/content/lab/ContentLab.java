package dev.kafkalab.labs.content.lab;

import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.verify.PlatformRemoval;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.sandbox.ServerKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What becomes of a post that belongs in five stores when the one who writes it dies. */
public final class ContentLab implements Lab {
    @Override
    public String id() {
        return "content";
    }

    @Override
    public Set<ServerKind> servers() {
        return EnumSet.of(
                ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new DriftExercise());
    }

    @Override
    public void cleanUp(LabSite site) {
        ContentStores stores = ContentStores.of(site.clientProperties(), site.stores());
        for (Way way : Way.values()) {
            PlatformRemoval.run(stores, way.names(site.prefix()));
        }
    }
}
