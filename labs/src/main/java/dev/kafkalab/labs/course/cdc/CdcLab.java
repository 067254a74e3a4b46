package dev.kafkalab.labs.course.cdc;

import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Lab;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.sandbox.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** What becomes of a database's changes on their way to Kafka: sent by hand, and captured. */
public final class CdcLab implements Lab {
    @Override
    public String id() {
        return "cdc";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA, ServerKind.MYSQL);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new SendExercise(), new HookExercise(), new PollExercise());
    }

    /** Triggers go with their tables, positions with the topic that holds them. */
    @Override
    public void cleanUp(LabSite site) throws SQLException {
        try (Connection connection = Database.of(site).connect();
                Statement statement = connection.createStatement()) {
            for (String table : Names.of(site).tables()) {
                statement.execute("DROP TABLE IF EXISTS " + table);
            }
        }
    }
}
