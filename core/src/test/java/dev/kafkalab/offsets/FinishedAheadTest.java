package dev.kafkalab.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinishedAheadTest {
    @Test
    void aStuckRecordAmongAMillionIsTold() {
        FinishedAhead.Builder builder = new FinishedAhead.Builder(7);
        builder.unfinished(7);
        String metadata = builder.upTo(1_000_007).metadata(FinishedAhead.METADATA_BYTES);
        assertThat(metadata.length()).isLessThan(20);
        FinishedAhead read = FinishedAhead.of(7, metadata);
        assertThat(read.contains(7)).isFalse();
        assertThat(read.contains(8)).isTrue();
        assertThat(read.contains(1_000_006)).isTrue();
        assertThat(read.contains(1_000_007)).isFalse();
    }

    @Test
    void whatDoesNotFitIsLeftOutFromTheFarEndAndNoMoreThanThat() {
        FinishedAhead.Builder builder = new FinishedAhead.Builder(0);
        Random random = new Random(1);
        for (long offset = 0; offset < 100_000; offset = offset + 1 + random.nextInt(3)) {
            builder.unfinished(offset);
        }
        FinishedAhead whole = builder.upTo(100_000);
        assertThat(whole.fits(FinishedAhead.METADATA_BYTES)).isFalse();
        String metadata = whole.metadata(FinishedAhead.METADATA_BYTES);
        assertThat(metadata.length()).isBetween(4000, FinishedAhead.METADATA_BYTES);
        FinishedAhead read = FinishedAhead.of(0, metadata);
        for (long offset = 0; offset < read.end(); offset++) {
            assertThat(read.contains(offset)).isEqualTo(whole.contains(offset));
        }
        assertThat(read.end()).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kafka-streams", "kl1r:", "kl1r:???", "kl1r:_w", "kl1b:!", "kl1x:AAAA"})
    void metadataOfOthersOrBrokenMetadataSaysNothing(String metadata) {
        assertThat(FinishedAhead.of(3, metadata).contains(3)).isFalse();
        assertThat(FinishedAhead.of(3, metadata).contains(4)).isFalse();
    }
}
