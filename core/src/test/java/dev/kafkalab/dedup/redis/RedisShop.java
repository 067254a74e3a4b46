package dev.kafkalab.dedup.redis;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.dedup.Shop;
import java.time.Duration;
import java.util.Map;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/** Leases, and effects that are counters in the same Redis, written in steps of their own. */
public final class RedisShop implements Shop {
    static final Duration LEASE = Duration.ofSeconds(1);

    private final RedisClient redis;
    private final RedisLease lease;

    private RedisShop(RedisClient redis) {
        this.redis = redis;
        this.lease = RedisLease.on(redis).lease(LEASE).remembering(Duration.ofMinutes(10));
    }

    public static RedisShop of(Map<String, String> exports) {
        ConnectionPoolConfig connections = new ConnectionPoolConfig();
        connections.setMaxTotal(20);
        return new RedisShop(RedisClient.builder()
                .fromURI(exports.get("KAFKA_LAB_REDIS_URL"))
                .poolConfig(connections)
                .build());
    }

    RedisClient redis() {
        return redis;
    }

    @Override
    public RedisLease store() {
        return lease;
    }

    @Override
    public void effect(String id, Delivery<?> delivery) {
        redis.incr("effects:" + id);
    }

    @Override
    public long effects(String id) {
        String count = redis.get("effects:" + id);
        return count == null ? 0 : Long.parseLong(count);
    }

    @Override
    public void close() {
        redis.close();
    }
}
