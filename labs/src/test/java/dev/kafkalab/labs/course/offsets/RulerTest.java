package dev.kafkalab.labs.course.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulerTest {
    @Test
    void marksStandBelowTheirOffsets() {
        assertThat(new Ruler("partition 0", 12)
                        .log(2)
                        .mark("billing", 5, 'C')
                        .handled("  second", 5, 12)
                        .mark("audit", 12, 'C')
                        .lines())
                .containsExactly(
                        "partition 0   0  1  2  3  4  5  6  7  8  9  10 11 12",
                        "log           .  .  S=============================E",
                        "billing                      C",
                        "  second                     #####################P",
                        "audit                                             C");
    }

    @Test
    void anEmptyLogStartsWhereItEnds() {
        assertThat(new Ruler("partition 0", 2).log(2).lines()).endsWith("log           .  .  E");
    }
}
