package dev.kafkalab.labs.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.health.Health;
import dev.kafkalab.health.Health.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthApiTest {
    private static final Health UP = new Health(Status.UP, List.of());
    private static final Health DOWN = new Health(Status.DOWN, List.of("gone"));

    @Test
    void ofTwoThatSpeakOfOneStoreTheWorseCounts() {
        assertThat(HealthApi.worse(() -> UP, () -> DOWN).get()).isEqualTo(DOWN);
        assertThat(HealthApi.worse(() -> DOWN, () -> UP).get()).isEqualTo(DOWN);
        assertThat(HealthApi.worse(() -> UP, () -> UP).get()).isEqualTo(UP);
    }
}
