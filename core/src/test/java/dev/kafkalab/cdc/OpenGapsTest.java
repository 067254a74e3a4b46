package dev.kafkalab.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenGapsTest {
    private static final Holder WRITER = new Holder(1, 1);
    private static final Holder LATER = new Holder(2, 1);

    private final OpenGaps gaps = new OpenGaps(List.of());

    @Test
    void anIdThatIsMissingIsAGapOnceAHigherOneIsSeen() {
        read(List.of(1L, 2L, 5L), 0);
        assertThat(gaps.open()).containsExactly(new Gap(3, 4));
    }

    @Test
    void aGapStaysWhileWhoeverHeldTheTableIsAlive() {
        read(List.of(2L), 0);
        gaps.heldBy(Set.of(WRITER));
        gaps.release(Set.of(WRITER, LATER));
        read(List.of(3L), 2);
        assertThat(gaps.open()).containsExactly(new Gap(1, 1));
    }

    @Test
    void aGapIsPassedWhenTheyAreGoneAndTheNextReadStillLacksIt() {
        read(List.of(2L), 0);
        gaps.heldBy(Set.of(WRITER));
        gaps.release(Set.of(LATER));
        assertThat(gaps.open()).as("before that read").containsExactly(new Gap(1, 1));
        read(List.of(), 2);
        assertThat(gaps.open()).isEmpty();
    }

    @Test
    void whatCameAfterTheyWereGoneFillsTheGap() {
        read(List.of(4L), 0);
        gaps.heldBy(Set.of(WRITER));
        gaps.release(Set.of());
        read(List.of(2L), 4);
        assertThat(gaps.open()).isEmpty();
    }

    @Test
    void aRowInTheMidstSplitsAGap() {
        read(List.of(10L), 0);
        gaps.heldBy(Set.of(WRITER));
        read(List.of(4L, 5L), 10);
        assertThat(gaps.open()).containsExactly(new Gap(1, 3), new Gap(6, 9));
    }

    @Test
    void nobodyIsAskedForGapsThatNobodyCouldFill() {
        read(List.of(2L), 0);
        assertThat(gaps.awaitHolders()).isTrue();
        gaps.heldBy(Set.of());
        assertThat(gaps.awaitRelease()).isFalse();
        read(List.of(), 2);
        assertThat(gaps.open()).isEmpty();
    }

    @Test
    void aReadThatWasCutShortSaysNothingOfWhatLiesBehind() {
        read(List.of(10L), 0);
        gaps.heldBy(Set.of());
        gaps.found(List.of(2L), 10, 2);
        assertThat(gaps.open()).containsExactly(new Gap(3, 9));
    }

    @Test
    void aGapThatWasHandedDownIsAskedForAnew() {
        OpenGaps handedDown = new OpenGaps(List.of(new Gap(3, 4)));
        handedDown.release(Set.of());
        handedDown.found(List.of(), 9, Long.MAX_VALUE);
        assertThat(handedDown.open()).containsExactly(new Gap(3, 4));
        assertThat(handedDown.awaitHolders()).isTrue();
    }

    /** A table in small: ids are taken and filled by transactions that hold it, and end in any order. */
    @Test
    void noIdIsPassedThatIsCommittedLater() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Table table = new Table(random);
            OpenGaps open = new OpenGaps(List.of());
            Set<Long> sent = new TreeSet<>();
            long read = 0;
            int steps = 0;
            while (steps++ < 200 || !open.isEmpty() || !table.transactions.isEmpty()) {
                if (steps < 200) {
                    table.step();
                } else {
                    table.endOne();
                }
                if (open.awaitRelease()) {
                    open.release(table.holders());
                }
                table.maybeStep();
                List<Long> found = table.read(open.open(), read, 1 + random.nextInt(6));
                boolean cut = table.cut;
                open.found(found, read, cut ? found.get(found.size() - 1) : Long.MAX_VALUE);
                for (long id : found) {
                    assertThat(sent.add(id))
                            .as("seed %d: %d sent twice", seed, id)
                            .isTrue();
                    read = Math.max(read, id);
                }
                table.maybeStep();
                if (open.awaitHolders()) {
                    open.heldBy(table.holders());
                }
            }
            for (long id : table.read(List.of(), read, Integer.MAX_VALUE)) {
                sent.add(id);
            }
            assertThat(sent).as("seed %d", seed).isEqualTo(table.committed);
        }
    }

    private void read(List<Long> ids, long read) {
        gaps.found(ids, read, Long.MAX_VALUE);
    }

    private static final class Table {
        private final Random random;
        private final List<Transaction> transactions = new ArrayList<>();
        private final TreeSet<Long> committed = new TreeSet<>();
        private long next = 1;
        private long born;
        private boolean cut;

        Table(Random random) {
            this.random = random;
        }

        private static final class Transaction {
            private final Holder holder;
            private final List<Long> ids = new ArrayList<>();

            Transaction(Holder holder) {
                this.holder = holder;
            }
        }

        void maybeStep() {
            if (random.nextBoolean()) {
                step();
            }
        }

        void step() {
            if (transactions.isEmpty() || random.nextInt(4) == 0 && transactions.size() < 6) {
                transactions.add(new Transaction(new Holder(born++, random.nextInt(3))));
            } else if (random.nextInt(3) > 0) {
                transactions.get(random.nextInt(transactions.size())).ids.add(next++);
            } else {
                endOne();
            }
        }

        void endOne() {
            if (!transactions.isEmpty()) {
                Transaction ended = transactions.remove(random.nextInt(transactions.size()));
                if (random.nextInt(4) > 0) {
                    committed.addAll(ended.ids);
                }
            }
        }

        Set<Holder> holders() {
            Set<Holder> holders = new HashSet<>();
            transactions.forEach(transaction -> holders.add(transaction.holder));
            return holders;
        }

        /** As the reader's statement: gaps first, then what lies above, at most so many of both. */
        List<Long> read(List<Gap> gaps, long read, int most) {
            List<Long> found = new ArrayList<>();
            gaps.forEach(gap -> found.addAll(committed.subSet(gap.from(), true, gap.to(), true)));
            found.addAll(committed.tailSet(read, false));
            cut = found.size() >= most;
            return cut ? new ArrayList<>(found.subList(0, most)) : found;
        }
    }
}
