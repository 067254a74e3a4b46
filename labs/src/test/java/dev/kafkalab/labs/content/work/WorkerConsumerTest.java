package dev.kafkalab.labs.content.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerConsumerTest {
    @Test
    void whoIsKilledIsMissedAfterTenSecondsUnlessSomebodyElseDecides() {
        assertThat(WorkerConsumer.signOfLife(Map.of())).contains(10_000);
        assertThat(WorkerConsumer.signOfLife(Map.of("group.protocol", "classic")))
                .contains(10_000);
        assertThat(WorkerConsumer.signOfLife(Map.of("group.protocol", "CONSUMER")))
                .isEmpty();
        assertThat(WorkerConsumer.signOfLife(Map.of("session.timeout.ms", "6000")))
                .isEmpty();
    }
}
