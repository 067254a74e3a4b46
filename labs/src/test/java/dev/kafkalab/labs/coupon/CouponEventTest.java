package dev.kafkalab.labs.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kafkalab.KafkaLabException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CouponEventTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void saysWhichSettingIsWrong() {
        refused(0, 1, NOON, NOON.plusSeconds(1), NOON.plusSeconds(1), "id of an event is 1 or more; got 0");
        refused(1, -1, NOON, NOON.plusSeconds(1), NOON.plusSeconds(1), "limit of an event is 0 or more; got -1");
        refused(1, 1, NOON, NOON, NOON, "expires after it opens");
        refused(1, 1, NOON, NOON.plusSeconds(1), NOON, "at least until the event expires");
    }

    private static void refused(long id, int limit, Instant opens, Instant expires, Instant usable, String why) {
        assertThatExceptionOfType(KafkaLabException.class)
                .isThrownBy(() -> new CouponEvent(id, "e", limit, opens, expires, usable))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(KafkaLabException.Reason.USAGE));
    }
}
