package dev.kafkalab.labs.coupon.lab;

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
import redis.clients.jedis.RedisClient;

/** Exactly so many coupons, one each: who counts, and what if whoever counts dies. */
public final class CouponLab implements Lab {
    @Override
    public String id() {
        return "coupon";
    }

    @Override
    public Set<ServerKind> servers() {
        return Set.of(ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS);
    }

    @Override
    public List<Exercise> exercises() {
        return List.of(new WaysExercise(), new KilledExercise());
    }

    @Override
    public void cleanUp(LabSite site) throws SQLException {
        Names names = Names.of(site);
        try (Connection connection = Database.of(site).connect();
                Statement statement = connection.createStatement()) {
            for (String table : names.tables()) {
                statement.execute("DROP TABLE IF EXISTS " + table);
            }
        }
        try (RedisClient redis = RedisClient.create(Names.redis(site))) {
            redis.del(names.keys().toArray(String[]::new));
        }
    }
}
