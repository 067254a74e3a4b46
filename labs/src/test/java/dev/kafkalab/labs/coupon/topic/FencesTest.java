package dev.kafkalab.labs.coupon.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FencesTest {
    private final Fences fences = new Fences();

    @Test
    void whatStandsInFrontOfAFenceCountsAndWhatStandsBehindItOnlyUnderItsEpoch() {
        fences.add(0, 1, 2, 10);

        assertThat(fences.admits(0, 9, admission(1, 1))).isTrue();
        assertThat(fences.admits(0, 11, admission(1, 1))).isFalse();
        assertThat(fences.admits(0, 11, admission(1, 2))).isTrue();
        assertThat(fences.admits(0, 11, admission(1, 3))).isTrue();
    }

    @Test
    void aFenceIsOneOfItsPartitionAndItsEvent() {
        fences.add(0, 1, 2, 10);

        assertThat(fences.admits(1, 11, admission(1, 1))).isTrue();
        assertThat(fences.admits(0, 11, admission(2, 1))).isTrue();
    }

    @Test
    void aLateFenceOfAnEarlierEpochOpensNothing() {
        fences.add(0, 1, 3, 10);
        fences.add(0, 1, 2, 12);

        assertThat(fences.admits(0, 13, admission(1, 2))).isFalse();
        assertThat(fences.admits(0, 13, admission(1, 3))).isTrue();
    }

    private static Admission admission(long event, int epoch) {
        return new Admission(event, 7, 1, epoch, 0);
    }
}
