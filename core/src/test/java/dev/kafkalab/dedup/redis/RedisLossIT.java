package dev.kafkalab.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.dedup.DeliveryId;
import dev.kafkalab.dedup.TestDelivery;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

@SandboxTest(servers = ServerKind.REDIS, alone = true)
class RedisLossIT {
    private final DeliveryId id = new DeliveryId("loss", "a");
    private final AtomicInteger worked = new AtomicInteger();

    @Test
    void withoutRedisNothingIsHandledAndWhatWasHandledIsMarkedWhenItIsBack(Sandbox sandbox) throws Exception {
        try (RedisShop shop = RedisShop.of(sandbox.exports())) {
            assertThat(shop.store().once(id, TestDelivery.any(), () -> {
                        worked.incrementAndGet();
                        sandbox.kill("redis");
                    }))
                    .as("what the handler did is not undone by a lost mark")
                    .isTrue();

            DeliveryId next = new DeliveryId("loss", "b");
            assertThatThrownBy(() -> shop.store().once(next, TestDelivery.any(), worked::incrementAndGet))
                    .isInstanceOf(JedisConnectionException.class);
            assertThat(worked).hasValue(1);

            sandbox.restart("redis", Progress.SILENT);
            await().atMost(Duration.ofMinutes(2)).until(() -> marked(shop));
            assertThat(shop.store().once(id, TestDelivery.any(), worked::incrementAndGet))
                    .isFalse();
        }
    }

    private boolean marked(RedisShop shop) {
        try {
            return "done".equals(shop.redis().get(LeaseScripts.key(id)));
        } catch (JedisConnectionException e) {
            return false;
        }
    }
}
