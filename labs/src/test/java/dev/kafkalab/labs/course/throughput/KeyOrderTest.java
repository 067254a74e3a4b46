package dev.kafkalab.labs.course.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    @Test
    void keysMayOvertakeEachOther() {
        assertThat(KeyOrder.broken(effects("0@0 a", "0@2 b", "0@1 a", "0@3 a"))).isZero();
    }

    @Test
    void aRecordAfterALaterOneOfItsKeyIsCounted() {
        assertThat(KeyOrder.broken(effects("0@4 a", "0@1 a", "0@2 a", "0@3 b"))).isEqualTo(2);
    }

    private static List<ConsumerRecord<byte[], byte[]>> effects(String... placesAndKeys) {
        List<ConsumerRecord<byte[], byte[]>> effects = new ArrayList<>();
        for (String each : placesAndKeys) {
            String[] parts = each.split(" ");
            effects.add(new ConsumerRecord<>("done", 0, effects.size(), bytes(parts[0]), bytes(parts[1])));
        }
        return effects;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
