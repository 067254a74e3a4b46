package dev.kafkalab.labs.content.work;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a worker waits for, and what it cannot go on from. Thread-safe. */
public final class StoreWatch {
    private final AtomicReference<@Nullable String> waitsFor = new AtomicReference<>();
    private final AtomicReference<@Nullable RuntimeException> fatal = new AtomicReference<>();

    /** Notes that a server is waited for. @return the same, to be thrown */
    public StoreUnavailableException waiting(StoreUnavailableException unavailable) {
        Throwable cause = unavailable.getCause();
        waitsFor.set(unavailable.getMessage()
                + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"));
        return unavailable;
    }

    /** Notes that the servers answer. */
    public void answered() {
        if (waitsFor.get() != null) {
            waitsFor.set(null);
        }
    }

    /** Notes that the worker must stop: what is wrong is wrong for every post. */
    public void stop(RuntimeException reason) {
        fatal.compareAndSet(null, reason);
    }

    public Optional<String> waitsFor() {
        return Optional.ofNullable(waitsFor.get());
    }

    Optional<RuntimeException> fatal() {
        return Optional.ofNullable(fatal.get());
    }
}
