package dev.kafkalab.consumer.torture;

import dev.kafkalab.offsets.FinishedAhead;

/**
 * What a member did, a line of its ledger.
 *
 * <p>Times are {@link System#nanoTime()}, which on Linux and macOS is one clock for all processes of a machine.
 */
sealed interface Event {
    long nanos();

    int partition();

    /**
     * A handler begins with a record.
     *
     * @param unit number of the call of the handler; all records of a batch have the same
     */
    record Begin(long nanos, int partition, long offset, String key, long sequence, long unit) implements Event {}

    /** Where commits are manual: the handler is about to return, and the next of its lane may begin. */
    record Returned(long nanos, int partition, long offset) implements Event {}

    /** The record is done: the handler is about to return or, where commits are manual, it is about to be acknowledged. */
    record End(long nanos, int partition, long offset) implements Event {}

    /**
     * The brokers have confirmed that everything below the offset is committed.
     *
     * @param metadata which came with it: what is finished beyond the offset; may be empty, has no space
     */
    record Committed(long nanos, int partition, long offset, String metadata) implements Event {
        FinishedAhead ahead() {
            return FinishedAhead.of(offset, metadata);
        }

        /** Whether a restart from it does not come to that record any more. */
        boolean covers(long record) {
            return record < offset || ahead().contains(record);
        }
    }

    /** A commit was refused; of no partition in particular. */
    record CommitFailed(long nanos, int partition) implements Event {}

    record Assigned(long nanos, int partition) implements Event {}

    record Revoked(long nanos, int partition) implements Event {}

    record Lost(long nanos, int partition) implements Event {}

    default String line() {
        String head = nanos() + " " + partition();
        if (this instanceof Begin begin) {
            return "B " + head + " " + begin.offset + " " + begin.key + " " + begin.sequence + " " + begin.unit;
        } else if (this instanceof Returned returned) {
            return "H " + head + " " + returned.offset;
        } else if (this instanceof End end) {
            return "E " + head + " " + end.offset;
        } else if (this instanceof Committed committed) {
            return "C " + head + " " + committed.offset + " " + committed.metadata;
        } else if (this instanceof CommitFailed) {
            return "F " + head;
        } else if (this instanceof Assigned) {
            return "A " + head;
        } else if (this instanceof Revoked) {
            return "R " + head;
        }
        return "L " + head;
    }

    static Event parse(String line) {
        String[] words = line.split(" ");
        long nanos = Long.parseLong(words[1]);
        int partition = Integer.parseInt(words[2]);
        return switch (words[0]) {
            case "B" ->
                new Begin(
                        nanos,
                        partition,
                        Long.parseLong(words[3]),
                        words[4],
                        Long.parseLong(words[5]),
                        Long.parseLong(words[6]));
            case "H" -> new Returned(nanos, partition, Long.parseLong(words[3]));
            case "E" -> new End(nanos, partition, Long.parseLong(words[3]));
            case "C" -> new Committed(nanos, partition, Long.parseLong(words[3]), words.length > 4 ? words[4] : "");
            case "F" -> new CommitFailed(nanos, partition);
            case "A" -> new Assigned(nanos, partition);
            case "R" -> new Revoked(nanos, partition);
            case "L" -> new Lost(nanos, partition);
            default -> throw new IllegalArgumentException("no event: " + line);
        };
    }
}
