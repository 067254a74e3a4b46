package dev.kafkalab.offsets;

import dev.kafkalab.KafkaLabException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the offsets of a group would move. Nothing has been changed; {@link OffsetResets#apply} does that.
 *
 * @param rows by topic and partition
 */
public record OffsetPlan(String group, List<PlannedOffset> rows) {
    public OffsetPlan {
        rows = List.copyOf(rows);
    }

    /** Offsets that will be read again, over all partitions. */
    public long replayed() {
        return rows.stream().mapToLong(PlannedOffset::replayed).sum();
    }

    /** Offsets that will not be read, over all partitions. */
    public long skipped() {
        return rows.stream().mapToLong(PlannedOffset::skipped).sum();
    }

    /**
     * Passes if every partition gets what was asked for, to the letter.
     *
     * @throws KafkaLabException naming those that do not
     */
    public void requireExact() {
        List<PlannedOffset> others = rows.stream().filter(row -> !row.exact()).toList();
        if (!others.isEmpty()) {
            throw KafkaLabException.precondition("nothing changed, since not every offset is there as asked: "
                    + others.stream()
                            .map(row -> "%s asked %d, log holds %d to %d"
                                    .formatted(row.partition(), row.asked(), row.start(), row.end()))
                            .collect(Collectors.joining("; ")));
        }
    }
}
