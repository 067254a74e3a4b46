package dev.kafkalab.labs.logs.search;

import java.util.Optional;
import java.util.Set;

/**
 * Tells errors of Elasticsearch that say something of its own state from those that say something of what it was asked. The
 * former end when somebody makes room, takes a block away, or a node has started: nobody's request is to blame.
 */
public final class ServerState {
    private static final int TOO_MANY_REQUESTS = 429;
    /** With statuses that sound as if the request were to blame. */
    private static final Set<String> PASSING = Set.of(
            "cluster_block_exception",
            "index_closed_exception",
            "index_not_found_exception",
            "no_shard_available_action_exception",
            "process_cluster_event_timeout_exception",
            "unavailable_shards_exception");

    private ServerState() {}

    /** Why it cannot at present, in a few words; empty if it will not. */
    public static Optional<String> of(int status, String type, String reason) {
        if (type.equals("validation_exception") && reason.contains("shards open")) {
            return Optional.of("Elasticsearch makes no new index: it has as many shards as it may");
        }
        if (status == TOO_MANY_REQUESTS && type.isEmpty()) {
            return Optional.of("Elasticsearch has too much to do (429)");
        }
        if (status == TOO_MANY_REQUESTS || status >= 500 || PASSING.contains(type)) {
            return Optional.of("Elasticsearch cannot at present: %s (%d)".formatted(type, status));
        }
        return Optional.empty();
    }
}
