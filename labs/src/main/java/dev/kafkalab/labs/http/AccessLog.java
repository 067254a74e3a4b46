package dev.kafkalab.labs.http;

import dev.kafkalab.health.Health;

/** Where lines of finished requests go. Thread-safe; never holds up whoever adds a line, and never fails for him. */
public interface AccessLog extends AutoCloseable {
    /** @param line without its end */
    void add(String line);

    /** Whether lines arrive. */
    Health health();

    /** What was added before is out, as far as it can be. */
    @Override
    void close();
}
