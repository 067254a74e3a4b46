package dev.kafkalab.labs.content.torture;

import dev.kafkalab.labs.content.work.Worker;
import java.util.Locale;
import java.util.Optional;

/** A process of the platform that can be killed by itself. */
enum Piece {
    RELAY,
    INSPECT,
    FEED,
    CACHE,
    INDEX;

    /** The worker it is; empty: the relay. */
    Optional<Worker> worker() {
        return this == RELAY ? Optional.empty() : Optional.of(Worker.named(id()));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
