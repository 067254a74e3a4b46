package dev.kafkalab.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is finished is reckoned while records finish, and from before: it must never be too much, nor forget. */
class FinishedAheadOverTimeTest {
    @Test
    void theLowestRecordFinishesInBetween() {
        FinishedAhead.Builder builder = new FinishedAhead.Builder(10);
        builder.unfinished(12);
        builder.unfinished(15);

        assertThat(finished(again(builder.upTo(17)))).containsExactly(10L, 11L, 13L, 14L, 16L);
    }

    @Test
    void allFinishInBetween() {
        assertThat(finished(again(new FinishedAhead.Builder(10).upTo(13)))).containsExactly(10L, 11L, 12L);
    }

    @Test
    void aRunUntilTheEndIsNotFinished() {
        FinishedAhead.Builder builder = new FinishedAhead.Builder(10);
        LongStream.range(10, 13).forEach(builder::unfinished);

        assertThat(finished(again(builder.upTo(13)))).isEmpty();
    }

    @Test
    void whateverFinishesWhenNothingUnfinishedIsTakenForFinished() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        for (int round = 0; round < 200; round++) {
            long start = 4096L * round + 77;
            Frontier frontier = new Frontier(start);
            Page page = frontier.page(start);
            List<Long> offsets = new ArrayList<>();
            for (long offset = start; offset < start + 2000; offset++) {
                page.take(offset);
                offsets.add(offset);
            }
            frontier.moveTo(start + 2000);
            Collections.shuffle(offsets.subList(round * 10, 2000), new Random(seed + round));
            Thread finishing = new Thread(() -> offsets.forEach(page::finish));
            finishing.start();
            while (finishing.isAlive()) {
                FinishedAhead ahead = again(frontier.finishedAhead());
                for (long offset = start; offset < start + 2000; offset++) {
                    if (offset < ahead.safe() || ahead.contains(offset)) {
                        assertThat(page.isFinished(offset))
                                .as("offset %d, base %d", offset, ahead.safe())
                                .isTrue();
                    }
                }
            }
            finishing.join();
        }
    }

    @Test
    void whatWasFinishedBeforeIsRememberedThoughItWasNotComeToYet() {
        FinishedAhead.Builder builder = new FinishedAhead.Builder(10);
        LongStream.of(10, 13, 14, 17).forEach(builder::unfinished);
        Frontier frontier = new Frontier(10, again(builder.upTo(19)));

        assertThat(finished(again(frontier.finishedAhead()))).containsExactly(11L, 12L, 15L, 16L, 18L);

        Page page = frontier.page(10);
        page.take(10);
        page.take(13);
        page.finish(13);
        frontier.moveTo(14);
        assertThat(frontier.finishedAhead().safe()).isEqualTo(10);
        assertThat(finished(again(frontier.finishedAhead()))).containsExactly(11L, 12L, 13L, 15L, 16L, 18L);

        page.finish(10);
        assertThat(frontier.finishedAhead().safe()).isEqualTo(14);
        assertThat(finished(again(frontier.finishedAhead()))).containsExactly(15L, 16L, 18L);
    }

    /** As it comes back from the broker. */
    private static FinishedAhead again(FinishedAhead ahead) {
        return FinishedAhead.of(ahead.safe(), ahead.metadata(FinishedAhead.METADATA_BYTES));
    }

    private static List<Long> finished(FinishedAhead ahead) {
        return LongStream.range(0, 100).filter(ahead::contains).boxed().toList();
    }
}
