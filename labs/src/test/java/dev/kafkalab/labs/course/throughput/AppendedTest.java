package dev.kafkalab.labs.course.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppendedTest {
    @Test
    void theFirstBatchDoesNotCount() {
        assertThat(new Appended(1_000, 900, 300).rate()).isEqualTo(3_000);
    }

    @Test
    void whatCameWithinAMillisecondTookOne() {
        assertThat(new Appended(40, 0, 0).rate()).isEqualTo(40_000);
    }
}
