package dev.kafkalab.bench.contestant;

import dev.kafkalab.bench.Assignment;
import dev.kafkalab.bench.Contestant;
import dev.kafkalab.bench.Keys;
import dev.kafkalab.bench.Promise;
import dev.kafkalab.bench.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Threads that do the work without any Kafka: what the machine can do. As many as there may be, but one for each key at
 * most; with the skewed keys one thread does the heavy key, and the others four records for each of its.
 */
public final class BareThreads implements Contestant {
    private volatile boolean stopped;

    @Override
    public Promise promise() {
        return Promise.NONE;
    }

    @Override
    public boolean commits() {
        return false;
    }

    @Override
    public AutoCloseable start(Assignment assignment, Task task) {
        int count = Math.min(assignment.concurrency(), assignment.keys().count());
        List<Thread> threads = new ArrayList<>();
        Semaphore others = new Semaphore(0);
        for (int i = 0; i < count; i++) {
            Runnable loop = assignment.keys() != Keys.SKEWED
                    ? task::handle
                    : i == 0 ? () -> heavy(task, others) : () -> other(task, others);
            Thread thread = new Thread(() -> repeat(loop), "bare-" + i);
            threads.add(thread);
            thread.start();
        }
        return () -> {
            stopped = true;
            others.release(count);
            for (Thread thread : threads) {
                thread.join();
            }
        };
    }

    private void repeat(Runnable loop) {
        while (!stopped) {
            loop.run();
        }
    }

    private static void heavy(Task task, Semaphore others) {
        others.release(4);
        task.handle();
    }

    private static void other(Task task, Semaphore others) {
        others.acquireUninterruptibly();
        task.handle();
    }
}
