package dev.kafkalab.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a store promises when a member is killed: real processes, {@code kill -9}, effects counted where they were made. */
public abstract class CrashContract {
    private static final int IDS = 800;
    private static final int KILLS = 4;

    protected final String group = "group-" + UUID.randomUUID();

    /** How {@link Member} knows the store. */
    protected abstract String name();

    protected abstract Sandbox sandbox();

    protected abstract Shop shop();

    /** How often the effect is made when the first member is killed there and a second gets the record. */
    protected abstract long effectsAfterKill(CrashPoint point);

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOWHERE")
    void aRecordWhoseMemberWasKilledIsHandledByTheNext(CrashPoint point) throws Exception {
        try (MemberProcess member = start(point, 1)) {
            member.awaitReached();
            member.kill();
        }
        TestDelivery delivery = TestDelivery.any();
        Member.untilDone(
                shop(), new DeliveryId(group, "id-0"), delivery, () -> shop().effect(group + "id-0", delivery));
        assertThat(shop().effects(group + "id-0")).isEqualTo(effectsAfterKill(point));
    }

    @Test
    void killedAgainAndAgainEveryIdIsHandledAndRepeatsAreNoMoreThanKills() throws Exception {
        long seed = System.nanoTime();
        System.out.println(getClass().getSimpleName() + " kills with seed " + seed);
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            long before = effects();
            try (MemberProcess member = start(CrashPoint.NOWHERE, IDS)) {
                while (effects() == before) {
                    assertThat(member.finishesWithin(10))
                            .as("has to be killed before it is done")
                            .isFalse();
                }
                assertThat(member.finishesWithin(random.nextInt(50)))
                        .as("killed at work")
                        .isFalse();
                member.kill();
            }
        }
        try (MemberProcess last = start(CrashPoint.NOWHERE, IDS)) {
            assertThat(last.finishesWithin(60_000)).isTrue();
        }
        long repeats = 0;
        for (int number = 0; number < IDS; number++) {
            long effects = shop().effects(group + "id-" + number);
            assertThat(effects).as("effects of id " + number).isPositive();
            repeats += effects - 1;
        }
        System.out.println(getClass().getSimpleName() + ": " + repeats + " repeats after " + KILLS + " kills");
        assertThat(repeats).isLessThanOrEqualTo(effectsAfterKill(CrashPoint.AFTER_EFFECT) == 1 ? 0 : KILLS);
    }

    protected final MemberProcess start(CrashPoint point, int ids) throws IOException {
        return MemberProcess.start(name(), group, point, ids, sandbox().exports());
    }

    private long effects() throws Exception {
        long effects = 0;
        for (int number = 0; number < IDS && shop().effects(group + "id-" + number) > 0; number++) {
            effects++;
        }
        return effects;
    }
}
