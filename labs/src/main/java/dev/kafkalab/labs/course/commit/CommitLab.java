package dev.kafkalab.labs.course.commit;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/** What each way to commit loses or repeats when its consumer is killed in the midst of its work. */
public final class CommitLab implements Lab {
    @Override
    public String id() {
        return "commit";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(
                new KilledExercise("loss", List.of(Way.AUTO_POOL, Way.AFTER)),
                new KilledExercise("repeats", List.of(Way.AUTO, Way.EACH, Way.BATCH, Way.MANUAL)));
    }
}
