package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import java.util.Set;

/** How many records a second, and what decides it, on both sides of the broker. */
public final class ThroughputLab implements Lab {
    @Override
    public String id() {
        return "throughput";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new ProducerExercise(), new ConsumerExercise());
    }
}
