package dev.kafkalab.consumer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;

/** Runs handlers in the poll thread itself, between two polls. */
final class PollThreadExecutor implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs what there is, and what comes, for as long as the condition holds. Poll thread. */
    void runWhile(BooleanSupplier condition) {
        try {
            while (condition.getAsBoolean()) {
                Runnable task = tasks.poll(10, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                }
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
