package dev.kafkalab.labs.logs.index;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for servers, longer and longer, and says for what; ends at once when it is told to. Thread-safe. */
final class Patience {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<String> waitsFor = Optional.empty();

    /** What somebody waits for at present. */
    Optional<String> waitsFor() {
        return waitsFor;
    }

    /**
     * Waits.
     *
     * @param what in one line, without secrets
     * @param before how often it was waited for this before
     * @throws StoppedException if it is to end
     */
    void waitFor(String what, int before) throws InterruptedException {
        waitsFor = Optional.of(what);
        long millis = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(before, 10));
        if (ended.await(millis, TimeUnit.MILLISECONDS)) {
            throw new StoppedException();
        }
    }

    /** What was waited for is there. */
    void rewarded() {
        waitsFor = Optional.empty();
    }

    /** Nobody waits any more. */
    void end() {
        ended.countDown();
    }
}
