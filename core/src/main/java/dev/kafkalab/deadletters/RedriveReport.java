package dev.kafkalab.deadletters;

import java.util.List;

/**
 * What was done with letters, or would be.
 *
 * @param already letters that were put back or parked by earlier redrives
 * @param foreign records that are no dead letters: no header says where they came from
 */
public record RedriveReport(List<Row> rows, long already, long foreign) {
    /** What can become of a letter. */
    public enum Action {
        /** Put back. */
        REDRIVE,
        /** Put aside, since it came back too often. */
        PARK,
        /** Not put back, since another letter of the same death was; a killed consumer may write two. */
        REPEAT,
        /** Left, since the filter does not mean it. */
        KEEP,
        /** Left, since it cannot be put back. */
        REFUSE
    }

    /**
     * Letters that went the same way.
     *
     * @param target topic it goes to; of a letter that is left the one it came from
     * @param cause why they were dead letters; see {@link DeadLetter#reason}
     * @param note why they cannot be put back; empty otherwise
     */
    public record Row(Action action, String target, String cause, String note, long records) {}

    public RedriveReport {
        rows = List.copyOf(rows);
    }

    public long records(Action action) {
        return rows.stream()
                .filter(row -> row.action() == action)
                .mapToLong(Row::records)
                .sum();
    }
}
