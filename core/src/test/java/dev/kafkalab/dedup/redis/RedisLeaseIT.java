package dev.kafkalab.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.dedup.Deduplication;
import dev.kafkalab.dedup.DeduplicationContract;
import dev.kafkalab.dedup.DeliveryId;
import dev.kafkalab.dedup.HeldElsewhereException;
import dev.kafkalab.dedup.TestDelivery;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SandboxTest(servers = {ServerKind.MYSQL, ServerKind.REDIS})
class RedisLeaseIT extends DeduplicationContract {
    private final RedisShop shop;
    private final DeliveryId id = new DeliveryId("lease-" + UUID.randomUUID(), "a");
    private final String key = LeaseScripts.key(id);

    RedisLeaseIT(Sandbox sandbox) {
        this.shop = RedisShop.of(sandbox.exports());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Override
    protected Deduplication store() {
        return shop.store();
    }

    @Test
    void whileOneHoldsTheLeaseAnotherHasToWaitNoLongerThanItRuns() throws Exception {
        RedisLease other = RedisLease.on(shop.redis());
        shop.store().once(id, TestDelivery.any(), () -> {
            HeldElsewhereException held = catchThrowableOfType(
                    HeldElsewhereException.class,
                    () -> other.once(id, TestDelivery.any(), () -> {
                        throw new AssertionError("two at work");
                    }));
            assertThat(held.delay()).isBetween(Duration.ofMillis(1), RedisShop.LEASE);
        });
        assertThat(other.once(id, TestDelivery.any(), () -> {})).isFalse();
    }

    @Test
    void workThatTakesLongerThanTheLeaseKeepsIt() throws Exception {
        RedisLease quick = RedisLease.on(shop.redis()).lease(Duration.ofMillis(300));
        shop.store().once(id, TestDelivery.any(), () -> {});
        DeliveryId slow = new DeliveryId(id.group(), "slow");
        assertThat(quick.once(
                        slow,
                        TestDelivery.any(),
                        () -> await().during(Duration.ofMillis(1_200))
                                .atMost(Duration.ofSeconds(5))
                                .until(() -> shop.redis().get(LeaseScripts.key(slow)) != null)))
                .isTrue();
    }

    @Test
    void afterAFailureNothingIsLeftNorRenewed() {
        RedisLease quick = RedisLease.on(shop.redis()).lease(Duration.ofMillis(100));
        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> quick.once(id, TestDelivery.any(), () -> {
                            throw new IllegalStateException("refused");
                        })))
                .hasMessage("refused");
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(2))
                .until(() -> !shop.redis().exists(key));
    }

    @Test
    void whatIsDoneIsForgottenWhenItsTimeIsOver() throws Exception {
        RedisLease forgetful =
                RedisLease.on(shop.redis()).lease(Duration.ofMillis(100)).remembering(Duration.ofMillis(200));
        assertThat(forgetful.once(id, TestDelivery.any(), () -> {})).isTrue();
        assertThat(forgetful.once(id, TestDelivery.any(), () -> {})).isFalse();
        await().until(() -> forgetful.once(id, TestDelivery.any(), () -> {}));
    }

    /** A member whose lease ran out unnoticed must neither mark the next one's work nor give its lease back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOvertakenOwnerLeavesTheLeaseOfTheNextAlone(boolean fails) throws Exception {
        try {
            RedisLease.on(shop.redis()).once(id, TestDelivery.any(), () -> {
                shop.redis().set(key, "somebody else's token");
                if (fails) {
                    throw new IOException("refused");
                }
            });
        } catch (IOException e) {
            assertThat(fails).isTrue();
        }
        assertThat(shop.redis().get(key)).isEqualTo("somebody else's token");
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        RedisLease lease = shop.store();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lease.lease(Duration.ofMillis(99)))
                .withMessage("lease is PT0.099S; it must be at least PT0.1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lease.remembering(Duration.ofMillis(999)))
                .withMessage("ids are remembered for PT0.999S; it must be at least the lease, PT1S");
    }
}
