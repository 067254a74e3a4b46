package dev.kafkalab.bench.contestant;

import dev.kafkalab.bench.Assignment;
import dev.kafkalab.bench.Contestant;
import dev.kafkalab.bench.Promise;
import dev.kafkalab.bench.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Threads that do the work without any Kafka: what the machine can do. As many as there may be, but one for each key at
 * most; with the skewed keys one of them has the heavy key to itself.
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
        for (int i = 0; i < count; i++) {
            int key = i;
            Thread thread = new Thread(() -> repeat(task, key), "bare-" + i);
            threads.add(thread);
            thread.start();
        }
        return () -> {
            stopped = true;
            for (Thread thread : threads) {
                thread.join();
            }
        };
    }

    private void repeat(Task task, int key) {
        while (!stopped) {
            task.handle(key);
        }
    }
}
