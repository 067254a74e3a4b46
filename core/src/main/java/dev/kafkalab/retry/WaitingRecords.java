package dev.kafkalab.retry;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which records of one consumed partition wait in retry topics. Those of a key stand in line: the first of them alone may
 * be handled, and what comes later has to get in line while there is one.
 *
 * <p>A record may lie in several retry topics, after a crash between publishing the next copy and committing the last one,
 * or in one twice. The copy with the highest number holds, and of two with the same number the one that is seen first;
 * what is not known at all was done. Memory: some 150 bytes for each record that waits.
 *
 * <p>Thread-safe.
 */
final class WaitingRecords {
    /** A line that is this short and moves is waited for; what gets in line instead keeps it from ever ending. */
    private static final int SHORT = 100;

    private static final long MOVING_MILLIS = 1000;

    /** What a record is known by: after its partition was made anew, the same offset is another record. */
    record Id(long offset, long timestamp) {}

    /** What is done with a record that is not in line yet. */
    sealed interface Entry {
        /** Nothing of its key waits. */
        record Free() implements Entry {}

        /** It is in line already. */
        record Known() implements Entry {}

        /** The line will soon be gone. */
        record Soon() implements Entry {}

        /** It is in line now, and to be published to the retry topic of this level. */
        record Behind(int level) implements Entry {}
    }

    /** What is done with a copy that was read from a retry topic. */
    sealed interface Turn {
        /** It is the first. */
        record First() implements Turn {}

        /** Another copy holds, or the record is done. */
        record Over() implements Turn {}

        /** Others are before it; it is to be published, with the next number, to the retry topic of this level. */
        record NotYet(int level) implements Turn {}
    }

    private static final class Line {
        final Deque<Waiting> records = new ArrayDeque<>();
        long movedMillis;
    }

    private static final class Waiting {
        final Id id;
        final @Nullable ByteBuffer key;
        int level;
        int copies;
        long due;
        /** Offset of the copy that holds; -1 until it is seen. */
        long seen = -1;

        Waiting(Id id, @Nullable ByteBuffer key) {
            this.id = id;
            this.key = key;
        }

        void at(int newLevel, RetryMark mark) {
            level = newLevel;
            copies = mark.copies();
            due = mark.dueMillis();
            seen = -1;
        }
    }

    private final Map<Id, Waiting> records = new HashMap<>();
    private final Map<ByteBuffer, Line> lines = new HashMap<>();
    private volatile int size;

    /** How many records wait. */
    int size() {
        return size;
    }

    /** Notes a copy that lay in a retry topic when the assignment began. */
    synchronized void found(RetryMark mark, @Nullable ByteBuffer key, int level) {
        Waiting waiting = records.computeIfAbsent(id(mark), id -> new Waiting(id, key));
        if (waiting.copies <= mark.copies()) {
            waiting.at(level, mark);
        }
        size = records.size();
    }

    /** Puts what was found in line. */
    synchronized void begin() {
        records.values().stream()
                .sorted(Comparator.comparingLong(waiting -> waiting.id.offset()))
                .forEach(this::join);
    }

    private void join(Waiting waiting) {
        if (waiting.key != null) {
            lines.computeIfAbsent(waiting.key, key -> new Line()).records.add(waiting);
        }
    }

    /** Asks for a record that was read from the consumed partition. */
    synchronized Entry enter(RetryMark mark, @Nullable ByteBuffer key, long now) {
        if (records.containsKey(id(mark))) {
            return new Entry.Known();
        }
        Line line = key == null ? null : lines.get(key);
        if (line == null) {
            return new Entry.Free();
        }
        long running = Math.max(line.movedMillis, line.records.getFirst().due);
        if (line.records.size() <= SHORT && now >= running && now - running < MOVING_MILLIS) {
            return new Entry.Soon();
        }
        int level = line.records.getLast().level;
        published(mark, key, level);
        return new Entry.Behind(level);
    }

    /** Notes that a record is about to be published to a retry topic, as its first copy or the next. */
    synchronized void published(RetryMark mark, @Nullable ByteBuffer key, int level) {
        Waiting waiting = records.get(id(mark));
        if (waiting == null) {
            waiting = new Waiting(id(mark), key);
            records.put(waiting.id, waiting);
            join(waiting);
            size = records.size();
        }
        waiting.at(level, mark);
    }

    /** Asks for a copy that was read from a retry topic. */
    synchronized Turn arrived(RetryMark mark, int level, long offset) {
        Waiting waiting = records.get(id(mark));
        if (waiting == null
                || waiting.level != level
                || waiting.copies != mark.copies()
                || waiting.seen != -1 && waiting.seen != offset) {
            return new Turn.Over();
        }
        Waiting first = waiting.key == null
                ? waiting
                : Objects.requireNonNull(lines.get(waiting.key)).records.getFirst();
        if (first != waiting) {
            waiting.at(first.level, mark.moved());
            return new Turn.NotYet(first.level);
        }
        waiting.seen = offset;
        return new Turn.First();
    }

    /**
     * Notes that a copy was handled, or what it was published as is acknowledged and no retry record.
     *
     * @return false if that copy does not hold
     */
    synchronized boolean done(RetryMark mark, long offset, long now) {
        Waiting waiting = records.get(id(mark));
        if (waiting == null || waiting.copies != mark.copies() || waiting.seen != offset) {
            return false;
        }
        records.remove(waiting.id);
        size = records.size();
        if (waiting.key != null) {
            Line line = Objects.requireNonNull(lines.get(waiting.key));
            line.records.remove(waiting);
            line.movedMillis = now;
            if (line.records.isEmpty()) {
                lines.remove(waiting.key);
            }
        }
        return true;
    }

    private static Id id(RetryMark mark) {
        return new Id(mark.offset(), mark.timestamp());
    }
}
