package dev.kafkalab.offsets;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition of an {@link OffsetPlan}.
 *
 * @param old the committed offset; empty if the group never committed one here
 * @param asked what the scope asked for
 * @param next what will be committed: {@code asked}, or the nearest offset the log has
 * @param start offset of the first record still there
 * @param end offset the next record will get
 */
public record PlannedOffset(
        TopicPartition partition, OptionalLong old, long asked, long next, long start, long end, Basis basis) {
    /** How {@link #next} came about. */
    public enum Basis {
        /** As asked. */
        EXACT,
        /** The offset asked for is before the start of the log. */
        CLAMPED_TO_START,
        /** The offset asked for is beyond the end of the log. */
        CLAMPED_TO_END,
        /** No record has the time asked for or a later one: the end. */
        NO_RECORD_SINCE,
        /** There is no committed offset to keep: the end. */
        NEVER_COMMITTED,
        /** The committed offset is kept although the log does not have it: a consumer's own reset policy decides. */
        OUTSIDE_LOG
    }

    /** Whether another offset than the one asked for was taken. */
    public boolean clamped() {
        return basis == Basis.CLAMPED_TO_START || basis == Basis.CLAMPED_TO_END;
    }

    /** Whether this is what was asked for, to the letter: what strict callers insist on. */
    public boolean exact() {
        return basis == Basis.EXACT || basis == Basis.NO_RECORD_SINCE;
    }

    /** {@code next - old}; empty where {@code old} is. */
    public OptionalLong delta() {
        return old.isPresent() ? OptionalLong.of(next - old.getAsLong()) : OptionalLong.empty();
    }

    public boolean changes() {
        return old.isEmpty() || old.getAsLong() != next;
    }

    /**
     * Offsets still in the log that will be read again. At most as many records: transaction markers and compacted
     * records leave gaps. 0 without an old offset.
     */
    public long replayed() {
        return old.isEmpty() ? 0 : Math.max(0, inLog(old.getAsLong()) - inLog(next));
    }

    /** Offsets still in the log that will not be read. As with {@link #replayed()}. */
    public long skipped() {
        return old.isEmpty() ? 0 : Math.max(0, inLog(next) - inLog(old.getAsLong()));
    }

    private long inLog(long offset) {
        return Math.max(start, Math.min(end, offset));
    }
}
