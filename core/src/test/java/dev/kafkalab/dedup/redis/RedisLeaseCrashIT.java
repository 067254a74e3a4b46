package dev.kafkalab.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.dedup.CrashContract;
import dev.kafkalab.dedup.CrashPoint;
import dev.kafkalab.dedup.DeliveryId;
import dev.kafkalab.dedup.MemberProcess;
import dev.kafkalab.dedup.Shop;
import dev.kafkalab.dedup.TestDelivery;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SandboxTest(servers = {ServerKind.MYSQL, ServerKind.REDIS})
class RedisLeaseCrashIT extends CrashContract {
    private final Sandbox sandbox;
    private final RedisShop shop;

    RedisLeaseCrashIT(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.shop = RedisShop.of(sandbox.exports());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Override
    protected String name() {
        return "redis";
    }

    @Override
    protected Sandbox sandbox() {
        return sandbox;
    }

    @Override
    protected Shop shop() {
        return shop;
    }

    /** At least once: twice if killed between the effect and the mark. */
    @Override
    protected long effectsAfterKill(CrashPoint point) {
        return point == CrashPoint.AFTER_EFFECT ? 2 : 1;
    }

    /** The limit that the class's documentation states. */
    @Test
    void anOwnerThatStandsStillForLongerThanItsLeaseAndWakesUpRepeatsTheEffect() throws Exception {
        DeliveryId id = new DeliveryId(group, "id-0");
        String key = LeaseScripts.key(id);
        try (MemberProcess member = start(CrashPoint.BEFORE_EFFECT, 1)) {
            member.awaitReached();
            member.signal("STOP");
            await().until(() -> shop.redis().get(key) == null);
            shop.store().once(id, TestDelivery.any(), () -> shop.effect(group + "id-0", TestDelivery.any()));
            member.signal("CONT");
            member.goOn();
            assertThat(member.finishesWithin(20_000)).isTrue();
        }
        assertThat(shop.effects(group + "id-0")).isEqualTo(2);
        assertThat(shop.redis().get(key)).isEqualTo("done");
    }
}
