package dev.kafkalab.cdc;

/** Who holds a metadata lock, as performance_schema.metadata_locks tells it apart. */
record Holder(long thread, long event) {}
