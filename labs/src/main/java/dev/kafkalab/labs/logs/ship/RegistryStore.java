package dev.kafkalab.labs.logs.ship;

import java.io.IOException;
import java.util.List;

/** Where the registry is kept. Used by one thread. */
interface RegistryStore extends AutoCloseable {
    /** What was written last; empty if nothing ever was. */
    List<RegisteredLog> read() throws IOException;

    /**
     * Replaces all of it, durably: after a power cut there is what was there before, or all of this.
     *
     * @throws IOException if it cannot be written, as on a full disk; then what was there before is still there
     */
    void write(List<RegisteredLog> logs) throws IOException;

    @Override
    void close() throws IOException;
}
