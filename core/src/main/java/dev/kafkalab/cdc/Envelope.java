package dev.kafkalab.cdc;

/** What a change looks like as the value of a record. */
public enum Envelope {
    /**
     * Debezium's JSON without schemas: {@code before}, {@code after}, {@code source}, {@code op} (c, u, d, r), {@code
     * ts_ms}; the key is an object of the primary key's columns. Column values as Debezium's MySQL connector writes them
     * with {@code decimal.handling.mode=string}. For change logs and polled tables.
     */
    DEBEZIUM,
    /**
     * The payload of an outbox event as it is, with headers {@code id} and {@code eventType}, key the aggregate's id, as
     * Debezium's outbox event router sends it. Of a changed row: the row as JSON, a tombstone when it was deleted, with
     * header {@code __op}, as Debezium's {@code ExtractNewRecordState} leaves it.
     */
    PLAIN
}
