package dev.kafkalab.labs.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with each of several things, all at once. */
public final class SideBySide {
    private SideBySide() {}

    /** What is done with one. */
    @FunctionalInterface
    public interface Deed<T> {
        void with(T each) throws Exception;
    }

    /**
     * Returns when all are done.
     *
     * @throws Exception what the first of them failed with; the others are interrupted then
     */
    public static <T> void run(List<T> all, Deed<T> deed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<Future<Object>> deeds = new ArrayList<>();
            for (T each : all) {
                deeds.add(threads.<Object>submit(() -> {
                    deed.with(each);
                    return each;
                }));
            }
            for (Future<Object> each : deeds) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
