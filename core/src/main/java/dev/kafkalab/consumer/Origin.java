package dev.kafkalab.consumer;

/**
 * Where a record was first: itself, or for one that came through a retry topic or back from a dead letter topic, the
 * place it started from. The same record keeps its origin on all its ways, which makes it an id.
 *
 * @param timestamp milliseconds since 1970 UTC
 */
public record Origin(String topic, int partition, long offset, long timestamp) {
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
