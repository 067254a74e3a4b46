package dev.kafkalab.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One server as it is now.
 *
 * @param pid the live process, if any
 * @param answers whether it answered in its own protocol just now
 */
public record ServerStatus(String id, ServerKind kind, int port, Optional<Long> pid, boolean answers, Path log) {
    /** {@code running}, {@code not answering} or {@code stopped}. */
    public String state() {
        return pid.isEmpty() ? "stopped" : answers ? "running" : "not answering";
    }
}
