package dev.kafkalab.consumer;

import dev.kafkalab.consumer.Commits.Auto;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one consumer besides the one that polls: those that handle, unless the caller gave some or the poll
 * thread handles, and the one that wakes lanes whose delay is over. All daemons.
 */
final class EngineThreads implements AutoCloseable {
    private final String group;
    private final ScheduledThreadPoolExecutor timer;
    private final @Nullable ExecutorService own;
    private final @Nullable PollThreadExecutor inPollThread;
    private final Executor handlers;

    EngineThreads(String group, ConsumerSettings settings) {
        this.group = group;
        // A handler that outlives the consumer may still ask to be called again; there is nobody left to do so.
        timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "timer"), new DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        Executor given = settings.executor();
        if (settings.commits() instanceof Auto) {
            inPollThread = new PollThreadExecutor();
            own = null;
            handlers = inPollThread;
        } else if (given == null) {
            AtomicInteger number = new AtomicInteger();
            inPollThread = null;
            own = Executors.newFixedThreadPool(
                    settings.concurrency(), task -> daemon(task, "handler-" + number.incrementAndGet()));
            handlers = own;
        } else {
            inPollThread = null;
            own = null;
            handlers = given;
        }
    }

    private Thread daemon(Runnable task, String role) {
        Thread thread = new Thread(task, "kafka-lab-" + group + "-" + role);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs handlers. */
    Executor handlers() {
        return handlers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Whether handlers run in the poll thread. */
    boolean pollThreadHandles() {
        return inPollThread != null;
    }

    /** If the poll thread handles: does so for as long as the condition holds. */
    void handleWhile(BooleanSupplier condition) {
        if (inPollThread != null) {
            inPollThread.runWhile(condition);
        }
    }

    /** Interrupts what still runs on threads that are not the caller's. */
    @Override
    public void close() {
        timer.shutdownNow();
        if (own != null) {
            own.shutdownNow();
        }
    }
}
