package dev.kafkalab.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One server as it is now.
 *
 * @param pid the live process, if any
 * @param crashed whether it should run and has no process
 * @param answers whether it answered in its own protocol just now
 */
public record ServerStatus(
        String id, ServerKind kind, int port, Optional<Long> pid, boolean crashed, boolean answers, Path log) {
    /** {@code running}, {@code not answering}, {@code crashed} or {@code stopped}. */
    public String state() {
        if (pid.isPresent()) {
            return answers ? "running" : "not answering";
        }
        return crashed ? "crashed" : "stopped";
    }
}
