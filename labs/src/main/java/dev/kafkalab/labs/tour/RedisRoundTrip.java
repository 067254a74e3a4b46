package dev.kafkalab.labs.tour;

import dev.kafkalab.sandbox.ServerKind;
import java.util.List;
import redis.clients.jedis.RedisClient;

/** Sets a value, and lets a script decide who is among the first two: as a coupon with a limit does. */
final class RedisRoundTrip implements TourStep {
    private static final String TEXT = "선착순 쿠폰";
    private static final String ADMIT = "if redis.call('SCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end "
            + "return redis.call('SADD', KEYS[1], ARGV[1])";

    private final String key;

    /** @param key a prefix that is free */
    RedisRoundTrip(String key) {
        this.key = key;
    }

    @Override
    public String title() {
        return "Set a value and run a script in Redis";
    }

    @Override
    public ServerKind server() {
        return ServerKind.REDIS;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of("redis-cli -p " + site.port(server()), "kafka-lab sandbox env");
    }

    @Override
    public void run(TourSite site, Checks checks) {
        try (RedisClient redis = connect(site)) {
            redis.set(key, TEXT);
            checks.expect("text read back", TEXT, redis.get(key));
            List<Object> admitted = List.of("user1", "user2", "user2", "user3").stream()
                    .map(user -> redis.eval(ADMIT, List.of(key + ":admitted"), List.of(user, "2")))
                    .toList();
            checks.expect("admitted of user1, user2, user2, user3 with a limit of 2", "[1, 1, 0, 0]", admitted);
        }
    }

    private static RedisClient connect(TourSite site) {
        return RedisClient.create(site.export("KAFKA_LAB_REDIS_URL"));
    }

    @Override
    public void cleanUp(TourSite site) {
        try (RedisClient redis = connect(site)) {
            redis.del(key, key + ":admitted");
        }
    }
}
