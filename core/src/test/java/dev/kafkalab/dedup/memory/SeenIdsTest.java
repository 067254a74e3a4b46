package dev.kafkalab.dedup.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.dedup.Deduplication;
import dev.kafkalab.dedup.DeduplicationContract;
import dev.kafkalab.dedup.DeliveryId;
import dev.kafkalab.dedup.HeldElsewhereException;
import dev.kafkalab.dedup.TestDelivery;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeenIdsTest extends DeduplicationContract {
    private final SeenIds seen = SeenIds.last(1_000);

    @Override
    protected Deduplication store() {
        return seen;
    }

    @Test
    void theOldestAreForgottenFirst() throws Exception {
        SeenIds two = SeenIds.last(2);
        assertThat(works(two, "a")).isTrue();
        assertThat(works(two, "b")).isTrue();
        assertThat(works(two, "c")).isTrue();
        assertThat(works(two, "b")).isFalse();
        assertThat(works(two, "c")).isFalse();
        assertThat(works(two, "a")).isTrue();
    }

    @Test
    void aStoreBehindItIsAskedOnlyAboutWhatIsNotInMemory() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Deduplication behind = (id, delivery, work) -> {
            asked.incrementAndGet();
            return false;
        };
        SeenIds before = seen.inFrontOf(behind);
        assertThat(works(before, "a")).as("done by another member").isFalse();
        assertThat(works(before, "a")).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatTheStoreBehindItRefusesIsNotRemembered() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SeenIds before = seen.inFrontOf((id, delivery, work) -> {
            if (asked.incrementAndGet() == 1) {
                throw new IOException("down");
            }
            work.run();
            return true;
        });
        assertThatThrownBy(() -> works(before, "a")).hasMessage("down");
        assertThat(works(before, "a")).isTrue();
    }

    @Test
    void anIdAtWorkInThisProcessIsHeldElsewhere() throws Exception {
        DeliveryId id = new DeliveryId("group", "a");
        seen.once(
                id,
                TestDelivery.any(),
                () -> assertThatThrownBy(() -> works(seen, "a"))
                        .isInstanceOf(HeldElsewhereException.class)
                        .hasMessage("the id of orders-0@42 is being handled elsewhere"));
    }

    @Test
    void aBoundOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeenIds.last(0))
                .withMessage("ids to remember: 0; it must be 1 or more");
    }

    private static boolean works(Deduplication store, String id) throws Exception {
        return store.once(new DeliveryId("group", id), TestDelivery.any(), () -> {});
    }
}
