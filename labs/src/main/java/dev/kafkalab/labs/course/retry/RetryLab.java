package dev.kafkalab.labs.course.retry;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/** What becomes of a record whose handler fails, and of those behind it. */
public final class RetryLab implements Lab {
    @Override
    public String id() {
        return "retry-dlt";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new InPlaceExercise(), new LaterExercise(), new RedriveExercise());
    }
}
