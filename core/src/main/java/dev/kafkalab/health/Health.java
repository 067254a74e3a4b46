package dev.kafkalab.health;

import java.util.List;

/**
 * How a consumer is at one moment.
 *
 * @param reasons why it is not up, one line each, the worst first; empty if it is up. They name topics, partitions, offsets and
 *     exceptions, never what is in a record
 */
public record Health(Status status, List<String> reasons) {
    /** In this order, the best first. */
    public enum Status {
        /** Works, or has nothing to do. */
        UP,
        /** Works, but something waits that should not have to. */
        DEGRADED,
        /** Does not work: it stopped, or nothing gets done although there is something to do. */
        DOWN
    }

    static final Health WELL = new Health(Status.UP, List.of());

    public Health {
        reasons = List.copyOf(reasons);
        if ((status == Status.UP) != reasons.isEmpty()) {
            throw new IllegalArgumentException(status + " with reasons " + reasons + "; all but UP need a reason");
        }
    }
}
