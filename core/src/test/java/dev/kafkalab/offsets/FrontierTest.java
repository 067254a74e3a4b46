package dev.kafkalab.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FrontierTest {
    @Test
    void isSafeUpToTheLowestUnfinishedRecord() {
        Frontier frontier = new Frontier(10);
        assertThat(frontier.safe()).isEqualTo(10);
        Page page = frontier.page(10);
        for (long offset = 10; offset < 14; offset++) {
            page.take(offset);
        }
        frontier.moveTo(14);
        page.finish(11);
        page.finish(13);
        assertThat(frontier.safe()).isEqualTo(10);
        page.finish(10);
        assertThat(frontier.safe()).isEqualTo(12);
        page.finish(12);
        assertThat(frontier.safe()).isEqualTo(14);
    }

    @Test
    void finishingTwiceIsNoticed() {
        Frontier frontier = new Frontier(0);
        Page page = frontier.page(5);
        page.take(5);
        assertThat(page.finish(5)).isTrue();
        assertThat(page.finish(5)).isFalse();
    }

    @Test
    void aPageThatIsStillFilledIsNotForgottenWhenAllOfItIsFinished() {
        Frontier frontier = new Frontier(0);
        Page page = frontier.page(0);
        page.take(0);
        page.finish(0);
        frontier.moveTo(1);
        assertThat(frontier.safe()).isEqualTo(1);
        frontier.finishedAhead();
        page.take(1);
        frontier.moveTo(2);
        assertThat(frontier.safe()).isEqualTo(1);
    }

    @RepeatedTest(20)
    void agreesWithASetOfOffsets() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long start = random.nextInt(100_000);
        Frontier frontier = new Frontier(start);
        TreeSet<Long> unfinished = new TreeSet<>();
        TreeSet<Long> finished = new TreeSet<>();
        List<Long> open = new ArrayList<>();
        java.util.Map<Long, Page> pages = new java.util.HashMap<>();
        long next = start;
        for (int step = 0; step < 30_000; step++) {
            if (random.nextInt(5) < 3) {
                // Now and then a gap, sometimes of several pages.
                next += random.nextInt(1000) == 0 ? random.nextInt(50_000) : random.nextInt(2);
                Page page = frontier.page(next);
                page.take(next);
                pages.put(next, page);
                unfinished.add(next);
                open.add(next);
                next++;
                frontier.moveTo(next);
            } else if (!open.isEmpty()) {
                int at = Math.max(0, open.size() - 1 - random.nextInt(200));
                long offset = open.remove(at);
                pages.remove(offset).finish(offset);
                unfinished.remove(offset);
                finished.add(offset);
            }
            if (step % 500 == 0) {
                long safe = unfinished.isEmpty() ? Math.max(next, start) : unfinished.first();
                assertThat(frontier.safe()).as("seed %d step %d", seed, step).isEqualTo(safe);
                FinishedAhead ahead =
                        FinishedAhead.of(safe, frontier.finishedAhead().metadata(1 << 20));
                for (long offset : finished.tailSet(safe)) {
                    assertThat(ahead.contains(offset))
                            .as("seed %d, %d finished", seed, offset)
                            .isTrue();
                }
                for (long offset : unfinished) {
                    assertThat(ahead.contains(offset))
                            .as("seed %d, %d not finished", seed, offset)
                            .isFalse();
                }
                FinishedAhead cut =
                        FinishedAhead.of(safe, frontier.finishedAhead().metadata(64));
                assertThat(frontier.finishedAhead().metadata(64).length()).isLessThanOrEqualTo(64);
                for (long offset : unfinished) {
                    assertThat(cut.contains(offset))
                            .as("seed %d, cut, %d not finished", seed, offset)
                            .isFalse();
                }
                assertThat(cut.contains(next)).isFalse();
            }
        }
        Collections.shuffle(open, random);
        for (long offset : open) {
            pages.get(offset).finish(offset);
        }
        assertThat(frontier.safe()).isEqualTo(next);
        assertThat(frontier.finishedAhead().metadata(4096)).isEmpty();
    }

    @RepeatedTest(10)
    void aRestartThatTakesOnlySomeOfItForgetsNothingThatWasFinished() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int size = 2000;
        TreeSet<Long> finished = new TreeSet<>();
        long committed = 0;
        FinishedAhead before = FinishedAhead.NONE;
        for (int life = 0; life < 20; life++) {
            Frontier frontier = new Frontier(committed, before);
            long until = Math.min(size, committed + random.nextInt(300));
            for (long position = committed; position < until; position++) {
                assertThat(frontier.wasFinished(position)).as("seed %d", seed).isEqualTo(finished.contains(position));
                if (!frontier.wasFinished(position)) {
                    Page page = frontier.page(position);
                    page.take(position);
                    if (random.nextInt(3) > 0) {
                        page.finish(position);
                        finished.add(position);
                    }
                }
                frontier.moveTo(position + 1);
            }
            FinishedAhead ahead = frontier.finishedAhead();
            committed = ahead.safe();
            before = FinishedAhead.of(committed, ahead.metadata(4096));
            for (long offset = committed; offset < size; offset++) {
                assertThat(before.contains(offset))
                        .as("seed %d, %d", seed, offset)
                        .isEqualTo(finished.contains(offset));
            }
            assertThat(finished).as("seed %d", seed).doesNotContain(committed);
        }
    }
}
