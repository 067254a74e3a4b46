package dev.kafkalab.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What is done with a record; the same code for every contestant. */
public enum Work {
    NONE("no work", Duration.ZERO, 8),
    CPU_20_US("20 µs of CPU", Duration.ofNanos(20_000), 8),
    WAIT_1_MS("1 ms of waiting", Duration.ofMillis(1), 100),
    WAIT_5_MS("5 ms of waiting", Duration.ofMillis(5), 100);

    private final String title;
    private final Duration duration;
    private final int concurrency;

    Work(String title, Duration duration, int concurrency) {
        this.title = title;
        this.duration = duration;
        this.concurrency = concurrency;
    }

    public String title() {
        return title;
    }

    /** How many records a contestant may handle at once. */
    public int concurrency() {
        return concurrency;
    }

    /** @param spins of {@link Spinning} that take 20 µs on this machine */
    Runnable action(long spins) {
        return switch (this) {
            case NONE -> () -> {};
            case CPU_20_US -> () -> Spinning.spin(spins);
            case WAIT_1_MS, WAIT_5_MS -> () -> waitFor(duration.toNanos());
        };
    }

    Duration duration() {
        return duration;
    }

    /** The kernel may wake a thread some 50 µs late; never early. */
    private static void waitFor(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
