package dev.kafkalab.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.retry.WaitingRecords.Entry;
import dev.kafkalab.retry.WaitingRecords.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WaitingRecordsTest {
    private static final ByteBuffer KEY = ByteBuffer.wrap("key".getBytes(StandardCharsets.UTF_8));
    private static final ByteBuffer OTHER = ByteBuffer.wrap("other".getBytes(StandardCharsets.UTF_8));
    private static final long LONG_AFTER = 1_000_000;

    private final WaitingRecords waiting = new WaitingRecords();

    @Test
    void aKeyWithoutWaitingRecordsIsFree() {
        waiting.published(copy(5, 1), KEY, 0);
        assertThat(waiting.enter(fresh(6), OTHER, 0)).isEqualTo(new Entry.Free());
        assertThat(waiting.enter(fresh(7), null, 0)).isEqualTo(new Entry.Free());
    }

    @Test
    void aLaterRecordGoesBehindTheLastOfItsKey() {
        waiting.published(copy(5, 1), KEY, 0);
        assertThat(waiting.enter(fresh(6), KEY, LONG_AFTER)).isEqualTo(new Entry.Behind(0));
        assertThat(waiting.arrived(copy(6, 1), 0, 101)).isEqualTo(new Turn.NotYet(0));
        assertThat(waiting.arrived(copy(5, 1), 0, 100)).isEqualTo(new Turn.First());
        assertThat(waiting.done(copy(5, 1), 100, 0)).isTrue();
        assertThat(waiting.arrived(copy(6, 2), 0, 102)).isEqualTo(new Turn.First());
        assertThat(waiting.done(copy(6, 2), 102, 0)).isTrue();
        assertThat(waiting.size()).isZero();
        assertThat(waiting.enter(fresh(7), KEY, LONG_AFTER)).isEqualTo(new Entry.Free());
    }

    @Test
    void whatWaitsFollowsTheFirstOfItsKeyToItsNextTopic() {
        waiting.published(copy(5, 1), KEY, 0);
        waiting.enter(fresh(6), KEY, LONG_AFTER);
        waiting.arrived(copy(5, 1), 0, 100);
        waiting.published(copy(5, 2), KEY, 1);
        assertThat(waiting.arrived(copy(6, 1), 0, 101)).isEqualTo(new Turn.NotYet(1));
        assertThat(waiting.enter(fresh(7), KEY, LONG_AFTER)).isEqualTo(new Entry.Behind(1));
        assertThat(waiting.arrived(copy(5, 2), 1, 50)).isEqualTo(new Turn.First());
        assertThat(waiting.done(copy(5, 2), 50, 0)).isTrue();
        assertThat(waiting.arrived(copy(6, 2), 1, 51)).isEqualTo(new Turn.First());
        assertThat(waiting.arrived(copy(7, 1), 1, 52)).isEqualTo(new Turn.NotYet(1));
    }

    @Test
    void aRecordThatComesAgainIsNotPutInLineTwice() {
        waiting.published(copy(5, 1), KEY, 0);
        assertThat(waiting.enter(fresh(5), KEY, LONG_AFTER)).isEqualTo(new Entry.Known());
    }

    @Test
    void anotherRecordAtTheSameOffsetOfAPartitionThatWasMadeAnewIsNotTakenForIt() {
        waiting.published(copy(5, 1), KEY, 0);
        RetryMark another = new RetryMark("t:g", 5, 4711, 0, 1, 0, 0, 0);
        assertThat(waiting.enter(another, KEY, LONG_AFTER)).isEqualTo(new Entry.Behind(0));
    }

    @Test
    void theCopyWithTheHighestNumberHolds() {
        waiting.found(copy(5, 2), KEY, 1);
        waiting.found(copy(5, 1), KEY, 0);
        waiting.begin();
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.arrived(copy(5, 1), 0, 100)).isEqualTo(new Turn.Over());
        assertThat(waiting.done(copy(5, 1), 100, 0)).isFalse();
        assertThat(waiting.arrived(copy(5, 2), 1, 50)).isEqualTo(new Turn.First());
        assertThat(waiting.done(copy(5, 2), 50, 0)).isTrue();
    }

    @Test
    void aSecondCopyWithTheSameNumberAndOneOfADoneRecordAreOver() {
        waiting.published(copy(5, 1), KEY, 0);
        assertThat(waiting.arrived(copy(5, 1), 0, 100)).isEqualTo(new Turn.First());
        assertThat(waiting.arrived(copy(5, 1), 0, 101)).isEqualTo(new Turn.Over());
        assertThat(waiting.done(copy(5, 1), 101, 0)).isFalse();
        assertThat(waiting.done(copy(5, 1), 100, 0)).isTrue();
        assertThat(waiting.arrived(copy(5, 1), 0, 102)).isEqualTo(new Turn.Over());
    }

    @Test
    void whatIsFoundStandsInTheOrderOfTheConsumedPartition() {
        waiting.found(copy(9, 1), KEY, 0);
        waiting.found(copy(7, 3), KEY, 1);
        waiting.found(copy(8, 1), KEY, 0);
        waiting.begin();
        assertThat(waiting.arrived(copy(9, 1), 0, 100)).isEqualTo(new Turn.NotYet(1));
        assertThat(waiting.arrived(copy(8, 1), 0, 101)).isEqualTo(new Turn.NotYet(1));
        assertThat(waiting.arrived(copy(7, 3), 1, 50)).isEqualTo(new Turn.First());
    }

    @Test
    void aShortLineThatMovesIsWaitedForAndAStandingOneIsNot() {
        waiting.published(new RetryMark("t:g", 5, 0, 1, 1, 1, 0, 5_000), KEY, 0);
        assertThat(waiting.enter(fresh(6), KEY, 4_999)).isEqualTo(new Entry.Behind(0));
        assertThat(waiting.enter(fresh(7), KEY, 5_000)).isEqualTo(new Entry.Soon());
        assertThat(waiting.enter(fresh(7), KEY, 6_000)).isEqualTo(new Entry.Behind(0));
        waiting.arrived(new RetryMark("t:g", 5, 0, 1, 1, 1, 0, 5_000), 0, 100);
        waiting.done(new RetryMark("t:g", 5, 0, 1, 1, 1, 0, 5_000), 100, 6_500);
        assertThat(waiting.enter(fresh(8), KEY, 6_600)).isEqualTo(new Entry.Soon());
    }

    private static RetryMark fresh(long offset) {
        return copy(offset, 1);
    }

    private static RetryMark copy(long offset, int number) {
        return new RetryMark("t:g", offset, 0, 0, number, 0, 0, 0);
    }
}
