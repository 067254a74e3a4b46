package dev.kafkalab.offsets;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which records of one partition were taken and are not finished, and so which offset is safe to commit: the lowest that
 * is not finished. Records may finish in any order.
 *
 * <p>Offsets that were never taken (transaction markers, compacted records, those finished before a restart) count as
 * finished. Memory: 1 KB for each page of 4,096 offsets that holds an unfinished record, none for the others.
 *
 * <p>Belongs to one thread, but for {@link Page#finish}, which any thread may call.
 */
public final class Frontier {
    private final Deque<Page> pages = new ArrayDeque<>();
    private final FinishedAhead before;
    private long position;

    /**
     * @param start the committed offset: everything before it is finished
     * @param before what of the rest was finished when that was committed; is remembered on until it is passed
     */
    public Frontier(long start, FinishedAhead before) {
        this.position = start;
        this.before = before;
    }

    /** Nothing beyond {@code start} was finished. */
    public Frontier(long start) {
        this(start, FinishedAhead.NONE);
    }

    /** Whether the record at {@code offset} was finished before, so that it is not to be taken. */
    public boolean wasFinished(long offset) {
        return before.contains(offset);
    }

    /**
     * Where to note that the record at {@code offset} was taken, and that it is finished.
     *
     * @param offset higher than every offset taken before
     */
    public Page page(long offset) {
        Page page = pages.peekLast();
        if (page == null || !page.covers(offset)) {
            page = new Page(offset & -Page.OFFSETS);
            pages.addLast(page);
        }
        return page;
    }

    /** Notes that everything before {@code next} that there is to take was taken. */
    public void moveTo(long next) {
        position = Math.max(position, next);
    }

    /** The offset of the next record to be taken. */
    public long position() {
        return position;
    }

    /** The lowest offset that is not finished; {@link #position()}, or what was finished before beyond it, if all are. */
    public long safe() {
        for (Page page = pages.peekFirst(); page != null; page = pages.peekFirst()) {
            long offset = page.firstUnfinished(page.start);
            if (offset >= 0) {
                return offset;
            }
            if (page == pages.peekLast()) {
                // Still to be filled; whoever takes records may hold it.
                break;
            }
            pages.removeFirst();
        }
        return before.nextUnfinished(position);
    }

    /**
     * What is finished beyond {@link #safe()}, to be remembered with it. Records finish meanwhile, so the offset to commit
     * is the one that this was reckoned from, {@link FinishedAhead#safe()}, and no other.
     */
    public FinishedAhead finishedAhead() {
        pages.removeIf(page -> page != pages.peekLast() && page.firstUnfinished(page.start) < 0);
        // Looked at from the far end: a record that had to wait for an earlier one is asked for before that one, so it
        // is
        // never told to be finished while that one is not.
        Deque<Page.Glance> glances = new ArrayDeque<>();
        pages.descendingIterator().forEachRemaining(page -> glances.addFirst(page.glance()));
        long safe = glances.stream()
                .mapToLong(Page.Glance::firstUnfinished)
                .filter(offset -> offset >= 0)
                .findFirst()
                .orElseGet(() -> before.nextUnfinished(position));
        FinishedAhead.Builder ahead = new FinishedAhead.Builder(safe);
        glances.forEach(glance -> glance.addUnfinished(ahead));
        before.addUnfinished(position, ahead);
        return ahead.upTo(Math.max(position, before.end()));
    }
}
