package dev.kafkalab.labs.course.duplicates;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/** Where the same thing comes twice from, and what makes it take effect once. */
public final class DuplicatesLab implements Lab {
    @Override
    public String id() {
        return "duplicates";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new ResendExercise(), new RestartExercise());
    }

    @Override
    public void cleanUp(LabSite site) throws Exception {
        FaultyBroker.reset(site);
        RestartExercise.cleanUp(site);
    }
}
