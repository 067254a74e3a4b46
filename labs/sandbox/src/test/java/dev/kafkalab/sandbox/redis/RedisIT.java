package dev.kafkalab.sandbox.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.StoresSandbox;
import dev.kafkalab.sandbox.UpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.XReadGroupParams;

@StoresSandbox
class RedisIT {
    @Test
    void locksScriptsAndStreamsWork(Sandbox sandbox) {
        try (RedisClient redis = connect(sandbox)) {
            SetParams once = SetParams.setParams().nx().px(60_000);
            assertThat(redis.set("lock", "mine", once)).isEqualTo("OK");
            assertThat(redis.set("lock", "yours", once)).isNull();
            assertThat(redis.eval("return redis.call('incrby', KEYS[1], ARGV[1])", List.of("n"), List.of("41")))
                    .isEqualTo(41L);
            redis.xgroupCreate("stream", "group", new StreamEntryID(0, 0), true);
            redis.xadd("stream", StreamEntryID.NEW_ENTRY, Map.of("k", "v"));
            assertThat(redis.xreadGroup(
                            "group",
                            "consumer",
                            XReadGroupParams.xReadGroupParams().count(1),
                            Map.of("stream", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY)))
                    .hasSize(1);
        }
    }

    @Test
    void acknowledgedWritesSurviveAKill(Sandbox sandbox) {
        try (RedisClient redis = connect(sandbox)) {
            for (int i = 0; i < 1_000; i++) {
                redis.hset("survivors", "field" + i, "value" + i);
            }
        }
        sandbox.kill("redis");
        assertThat(sandbox.up(UpRequest.of(ServerKind.REDIS), Progress.SILENT)).isEmpty();
        try (RedisClient redis = connect(sandbox)) {
            assertThat(redis.hlen("survivors")).isEqualTo(1_000);
        }
    }

    @Test
    void answersOnlyWhereItListens(Sandbox sandbox) {
        String url = sandbox.exports().get("KAFKA_LAB_REDIS_URL");
        int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
        assertThat(RedisPing.answers(port)).isTrue();
        assertThat(RedisPing.answers(1)).isFalse();
    }

    private static RedisClient connect(Sandbox sandbox) {
        return RedisClient.create(sandbox.exports().get("KAFKA_LAB_REDIS_URL"));
    }
}
