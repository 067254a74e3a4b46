package dev.kafkalab.labs.course.json;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/** Records as JSON: who writes it, what becomes of one that cannot be read, and what is made of one. */
public final class JsonLab implements Lab {
    @Override
    public String id() {
        return "json";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new TypedExercise(), new PoisonExercise(), new PipeExercise());
    }
}
