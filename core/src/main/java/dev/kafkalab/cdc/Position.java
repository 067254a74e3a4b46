package dev.kafkalab.cdc;

import java.util.List;

/** How far a relay is. Stored in Kafka in the transaction of the events themselves. */
sealed interface Position {
    /** As people read it. */
    String shown();

    /**
     * Of rows with ids.
     *
     * @param read the highest id sent or passed
     * @param open ids below that which a living transaction could still fill
     * @param tableMade when the table was made, as the database writes it; empty if nobody looked. One that was emptied is a
     *     new table, with new ids
     */
    record Ids(long read, List<Gap> open, String tableMade) implements Position {
        static final Ids BEGINNING = after(0);

        public Ids {
            open = List.copyOf(open);
        }

        static Ids after(long id) {
            return new Ids(id, List.of(), "");
        }

        /** Below this nothing can come any more. */
        long settled() {
            return open.isEmpty() ? read : open.get(0).from() - 1;
        }

        @Override
        public String shown() {
            return Long.toString(read);
        }
    }

    /**
     * Of rows with a time of their last change.
     *
     * @param closed no row with an earlier time can come any more; as the database writes it
     */
    record Time(String closed) implements Position {
        static final Time BEGINNING = new Time("");

        @Override
        public String shown() {
            return closed.isEmpty() ? "beginning" : closed;
        }
    }
}
