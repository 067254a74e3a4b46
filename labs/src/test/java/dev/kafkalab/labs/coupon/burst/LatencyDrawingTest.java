package dev.kafkalab.labs.coupon.burst;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyDrawingTest {
    private final Histogram micros = new Histogram(3);

    @Test
    void rangesDoubleAndBarsAndCountsLineUp() {
        micros.recordValueWithCount(300, 10);
        micros.recordValueWithCount(600, 1_000);
        micros.recordValue(5_000);

        assertThat(LatencyDrawing.of(micros))
                .containsExactly(
                        "    0 µs –   512 µs │█                                        10",
                        "  512 µs –  1.02 ms │████████████████████████████████████████ 1,000",
                        " 1.02 ms –  2.05 ms │                                         0",
                        " 2.05 ms –  4.10 ms │                                         0",
                        " 4.10 ms –  8.19 ms │█                                        1");
    }

    @Test
    void everythingIsInSomeRange() {
        for (int exponent = 0; exponent < 30; exponent++) {
            micros.recordValue(1L << exponent);
        }

        assertThat(LatencyDrawing.of(micros)).hasSizeLessThanOrEqualTo(24);
        assertThat(LatencyDrawing.of(micros).stream()
                        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum())
                .isEqualTo(30);
    }

    @Test
    void nothingIsDrawnOfNothing() {
        assertThat(LatencyDrawing.of(micros)).isEmpty();
    }

    @Test
    void threeDigitsAndAUnit() {
        assertThat(LatencyDrawing.text(999)).isEqualTo("999 µs");
        assertThat(LatencyDrawing.text(1_234)).isEqualTo("1.23 ms");
        assertThat(LatencyDrawing.text(45_600)).isEqualTo("45.6 ms");
        assertThat(LatencyDrawing.text(999_400)).isEqualTo("999 ms");
        assertThat(LatencyDrawing.text(2_500_000)).isEqualTo("2.50 s");
    }
}
