package dev.kafkalab.labs.frame;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does the same with each of several things, all at once. */
public final class SideBySide {
    private static final long WINDING_UP_SECONDS = 5;

    private SideBySide() {}

    /** What is done with one. */
    @FunctionalInterface
    public interface Deed<T> {
        void with(T each) throws Exception;
    }

    /**
     * Returns when all are done.
     *
     * @throws Exception what the first that failed failed with; the others were interrupted then and have ended, unless they
     *     take no notice
     */
    public static <T> void run(List<T> all, Deed<T> deed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        CompletionService<T> done = new ExecutorCompletionService<>(threads);
        try {
            for (T each : all) {
                done.submit(() -> {
                    deed.with(each);
                    return each;
                });
            }
            for (int i = 0; i < all.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            windUp(threads);
        }
    }

    private static void windUp(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(WINDING_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
