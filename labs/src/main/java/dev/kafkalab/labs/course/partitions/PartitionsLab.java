package dev.kafkalab.labs.course.partitions;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/** Keys, partitions and order; and how to get more partitions without losing a key's order. */
public final class PartitionsLab implements Lab {
    @Override
    public String id() {
        return "partitions";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new KeysExercise(), new GrowExercise());
    }
}
