package dev.kafkalab.labs.coupon.desk;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Requests in front of a desk: those that have just come, from any thread, and those that wait for something to be mended,
 * which are looked at again about every glance. All but {@link #enter} belongs to the desk's thread.
 */
final class WaitingRoom {
    private static final long GLANCE_MILLIS = 20;

    private final LinkedBlockingQueue<Request> entering = new LinkedBlockingQueue<>();
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private long nextLookNanos = System.nanoTime();

    /** Thread-safe. */
    void enter(Request request) {
        entering.add(request);
    }

    /** @param trouble what it waits for, as one line */
    void postpone(Request request, String trouble) {
        request.trouble = trouble;
        waiting.add(request);
    }

    /**
     * Adds who is next; waits a glance at most if nobody is there.
     *
     * @param most of each kind
     * @param late told of those that have waited too long, which are not added
     */
    void next(List<Request> turn, int most, Consumer<Request> late) throws InterruptedException {
        if (entering.drainTo(turn, most) == 0) {
            Request first = entering.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                turn.add(first);
            }
        }
        long now = System.nanoTime();
        if (waiting.isEmpty() || now - nextLookNanos < 0) {
            return;
        }
        nextLookNanos = now + TimeUnit.MILLISECONDS.toNanos(GLANCE_MILLIS);
        for (int left = Math.min(waiting.size(), most); left > 0; left--) {
            Request request = waiting.remove();
            if (request.isLate(now)) {
                late.accept(request);
            } else {
                turn.add(request);
            }
        }
    }

    /** Sends everybody home. */
    void clear(Consumer<Request> told) {
        entering.drainTo(waiting);
        waiting.forEach(told);
        waiting.clear();
    }
}
