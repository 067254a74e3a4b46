package dev.kafkalab.labs.coupon.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CouponJsonTest {
    private final CouponJson json = new CouponJson();

    @Test
    void whatWasWrittenIsReadBack() {
        Admission admission = new Admission(1, 7, 3, 2, 1_767_225_600_000L);
        Fence fence = new Fence(1, 2);

        assertThat(json.deserialize("t", CouponJson.of(admission))).isEqualTo(admission);
        assertThat(json.deserialize("t", CouponJson.of(fence))).isEqualTo(fence);
        assertThat(new String(CouponJson.of(admission), UTF_8))
                .isEqualTo("{\"eventId\":1,\"userId\":7,\"number\":3,\"epoch\":2,\"admittedAt\":1767225600000}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{}",
                "no",
                "{\"eventId\":1,\"userId\":7,\"number\":0,\"epoch\":1}",
                "{\"eventId\":0,\"fencedBefore\":1}"
            })
    void anythingElseIsNoRecord(String text) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.deserialize("t", text.getBytes(UTF_8)));
    }
}
