package dev.kafkalab.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Looks at this process from outside the work: time, processor, memory. Not thread-safe. */
final class Meter {
    /** One look. */
    record Reading(long nanos, long done, long doneOfKey0, long cpuNanos, long allocatedBytes, long offsetCommits) {}

    private static final double PATIENCE_SECONDS = 30;
    /** Seldom: looking costs processor time of its own. */
    private static final long LOOK_EVERY_MILLIS = 10;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Task task;
    private final LongSupplier offsetCommits;

    Meter(Task task, LongSupplier offsetCommits) {
        this.task = task;
        this.offsetCommits = offsetCommits;
    }

    /** @throws IllegalStateException if nothing is done for 30 seconds */
    void awaitFirst() throws InterruptedException {
        awaitMore(0, 1, PATIENCE_SECONDS);
        if (task.done() == 0) {
            throw new IllegalStateException("no record in 30 seconds");
        }
    }

    /** Waits until so many more are done, or so much time has passed. */
    void awaitMore(long before, long records, double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (task.done() - before < records && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    Reading read() {
        long commits = offsetCommits.getAsLong();
        long allocated = Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
        return new Reading(
                System.nanoTime(), task.done(), task.doneOfKey0(), system.getProcessCpuTime(), allocated, commits);
    }

    /** Heap in use after collections. */
    long heapBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
