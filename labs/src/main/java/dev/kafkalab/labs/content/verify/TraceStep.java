package dev.kafkalab.labs.content.verify;

import java.time.Instant;
import java.util.Optional;

/**
 * That a store had a version of a post.
 *
 * @param at since when, by the clock of whoever wrote it there; empty if the store does not tell
 * @param detail what it has of it, in a few words; never the post's text
 */
public record TraceStep(long version, Station station, Optional<Instant> at, String detail) {
    /** Where posts come by, in this order. */
    public enum Station {
        MYSQL,
        OUTBOX,
        ORIGINAL,
        INSPECTED,
        REDIS,
        MONGODB,
        ELASTICSEARCH
    }
}
