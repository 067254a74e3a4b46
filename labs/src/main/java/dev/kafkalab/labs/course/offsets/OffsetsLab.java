package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/** Where groups stand on a topic, how they are moved, and why a group that runs cannot be. */
public final class OffsetsLab implements Lab {
    @Override
    public String id() {
        return "offsets";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new GroupsExercise(), new RulerExercise(), new ScopesExercise(), new ReplayExercise());
    }
}
