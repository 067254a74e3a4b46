package dev.kafkalab.bench.cdc;

import java.nio.charset.StandardCharsets;

/**
 * What each payload carries, so that whoever reads it knows what is missing, repeated or out of place. It needs no escape
 * in JSON, so it is found in every envelope.
 *
 * @param key of the aggregate
 * @param sequence number within the key
 * @param row number among all rows of the run
 */
record EventMark(int key, int sequence, int row) {
    private static final char EDGE = '@';
    private static final int PAYLOAD_BYTES = 200;
    private static final String FILLER =
            "what was ordered, where it goes, and when it is expected to be there. ".repeat(3);

    String aggregateId() {
        return "order-" + key;
    }

    /** JSON of about 200 bytes. */
    String payload() {
        String start = "{\"order\":\"" + aggregateId() + "\",\"status\":\"PLACED\",\"mark\":\"" + EDGE + key + "/"
                + sequence + "/" + row + EDGE + "\",\"note\":\"";
        return start + FILLER.substring(0, PAYLOAD_BYTES - 2 - start.length()) + "\"}";
    }

    /** @throws IllegalArgumentException if there is none */
    static EventMark in(byte[] value) {
        int from = indexOfEdge(value, 0);
        int to = indexOfEdge(value, from + 1);
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException("a record without a mark: " + new String(value, StandardCharsets.UTF_8));
        }
        String[] parts = new String(value, from + 1, to - from - 1, StandardCharsets.US_ASCII).split("/");
        return new EventMark(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    private static int indexOfEdge(byte[] value, int from) {
        for (int i = from; i < value.length; i++) {
            if (value[i] == EDGE) {
                return i;
            }
        }
        return -1;
    }
}
