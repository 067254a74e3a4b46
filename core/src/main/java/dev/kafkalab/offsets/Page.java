package dev.kafkalab.offsets;

import java.util.concurrent.atomic.AtomicLongArray;

/** 4,096 offsets of a {@link Frontier}, as two bits each: taken, written by one thread; finished, by any. */
public final class Page {
    static final long OFFSETS = 4096;

    private static final int WORDS = (int) (OFFSETS / Long.SIZE);

    final long start;
    private final long[] taken = new long[WORDS];
    private final AtomicLongArray finished = new AtomicLongArray(WORDS);

    Page(long start) {
        this.start = start;
    }

    /** Notes that the record at {@code offset} is about to be handled. The thread of the frontier. */
    public void take(long offset) {
        taken[word(offset)] |= 1L << offset;
    }

    /**
     * Notes that the record at {@code offset} is done. Any thread.
     *
     * @return false if that was said before
     */
    public boolean finish(long offset) {
        long bit = 1L << offset;
        return (finished.getAndAccumulate(word(offset), bit, (word, added) -> word | added) & bit) == 0;
    }

    public boolean isFinished(long offset) {
        return (finished.get(word(offset)) & 1L << offset) != 0;
    }

    /** Whether {@code offset} lies in this page. */
    public boolean covers(long offset) {
        return offset - start < OFFSETS && offset >= start;
    }

    /** The first unfinished offset from {@code from}, which lies in this page, or -1. */
    long firstUnfinished(long from) {
        int word = word(from);
        long bits = unfinished(word) & (-1L << from);
        while (bits == 0) {
            if (++word == WORDS) {
                return -1;
            }
            bits = unfinished(word);
        }
        return start + (long) word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }

    /** What is unfinished, looked at from the last offset to the first. */
    Glance glance() {
        long[] words = new long[WORDS];
        for (int word = WORDS - 1; word >= 0; word--) {
            words[word] = unfinished(word);
        }
        return new Glance(start, words);
    }

    /** What was unfinished in a page: a later record was looked at before an earlier one. */
    record Glance(long start, long[] words) {
        /** -1 if all were finished. */
        long firstUnfinished() {
            for (int word = 0; word < WORDS; word++) {
                if (words[word] != 0) {
                    return start + (long) word * Long.SIZE + Long.numberOfTrailingZeros(words[word]);
                }
            }
            return -1;
        }

        void addUnfinished(FinishedAhead.Builder ahead) {
            for (int word = 0; word < WORDS; word++) {
                for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                    ahead.unfinished(start + (long) word * Long.SIZE + Long.numberOfTrailingZeros(bits));
                }
            }
        }
    }

    private long unfinished(int word) {
        return taken[word] & ~finished.get(word);
    }

    private static int word(long offset) {
        return (int) ((offset & (OFFSETS - 1)) / Long.SIZE);
    }
}
