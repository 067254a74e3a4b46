package dev.kafkalab.cdc;

/** Where a relay reads changes. Values: immutable, thread-safe, hold no connection. */
public sealed interface CaptureSource permits Outbox, ChangeLog, TablePoll {
    /** The table that the relay reads, in the database its connections are in. */
    String table();
}
