package dev.kafkalab.labs.coupon.topic;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Records of the topic as JSON. Thread-safe. */
public final class CouponJson implements Deserializer<CouponRecord> {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** Numbers alone, so nothing is to be escaped; written by hand, since each admission is. */
    public static byte[] of(Admission admission) {
        return ("{\"eventId\":" + admission.event() + ",\"userId\":" + admission.user() + ",\"number\":"
                        + admission.number() + ",\"epoch\":" + admission.epoch() + ",\"admittedAt\":"
                        + admission.millis() + "}")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] of(Fence fence) {
        return ("{\"eventId\":" + fence.event() + ",\"fencedBefore\":" + fence.epoch() + "}")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The key of a user's records. */
    public static byte[] key(long user) {
        return Long.toString(user).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @throws SerializationException if it is neither */
    @Override
    public CouponRecord deserialize(String topic, byte[] data) {
        try {
            JsonNode node = JSON.readTree(data);
            if (!node.isObject()) {
                throw new SerializationException("no admission and no fence");
            }
            return node.has("fencedBefore")
                    ? JSON.treeToValue(node, Fence.class)
                    : JSON.treeToValue(node, Admission.class);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new SerializationException("no admission and no fence", e);
        }
    }
}
