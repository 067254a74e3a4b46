package dev.kafkalab.labs.coupon.burst;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.desk.Requests;
import java.time.Duration;
import java.util.PrimitiveIterator;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Many users ask at once, each so many times in a row.
 *
 * @param repeat how many times each asks; their requests may be under way together
 * @param concurrency requests that are under way at once, at most
 * @param retryFor how long a request that got no answer is made again, after a moment each time
 */
public record Burst(long event, long firstUser, long lastUser, int repeat, int concurrency, Duration retryFor) {
    private static final long RETRY_MILLIS = 200;

    public Burst {
        if (event < 1 || firstUser < 1 || lastUser < firstUser) {
            throw KafkaLabException.usage(
                    "event and users are 1 or more, and the last is not before the first; got event %d, users %d..%d"
                            .formatted(event, firstUser, lastUser));
        }
        if (repeat < 1 || concurrency < 1) {
            throw KafkaLabException.usage(
                    "repeat and concurrency are 1 or more; got %d and %d".formatted(repeat, concurrency));
        }
    }

    public long requests() {
        return (lastUser - firstUser + 1) * repeat;
    }

    /**
     * Asks, and returns when all are answered, or when it is interrupted and those under way are answered.
     *
     * @param tally counts; may be looked at meanwhile
     */
    public void run(Requests requests, Tally tally) throws InterruptedException {
        Semaphore free = new Semaphore(concurrency);
        ScheduledThreadPoolExecutor retries = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "burst-retries");
            thread.setDaemon(true);
            return thread;
        });
        tally.begin();
        try {
            PrimitiveIterator.OfLong users =
                    LongStream.rangeClosed(firstUser, lastUser).iterator();
            while (users.hasNext() && !tally.isStopped()) {
                long user = users.nextLong();
                for (int i = 0; i < repeat; i++) {
                    free.acquire();
                    new Attempt(requests, tally, free, retries, user, System.nanoTime()).make();
                }
            }
            free.acquire(concurrency);
        } finally {
            tally.end();
            retries.shutdownNow();
        }
    }

    /** One request, made again while it gets no answer. */
    private final class Attempt {
        private final Requests requests;
        private final Tally tally;
        private final Semaphore free;
        private final ScheduledThreadPoolExecutor retries;
        private final long user;
        private final long begun;

        Attempt(
                Requests requests,
                Tally tally,
                Semaphore free,
                ScheduledThreadPoolExecutor retries,
                long user,
                long begun) {
            this.requests = requests;
            this.tally = tally;
            this.free = free;
            this.retries = retries;
            this.user = user;
            this.begun = begun;
        }

        void make() {
            requests.ask(event, user, this::take);
        }

        private void take(Answer answer) {
            long took = System.nanoTime() - begun;
            if (answer instanceof Answer.Unavailable && took < retryFor.toNanos() && !tally.isStopped()) {
                tally.retried();
                retries.schedule(this::make, RETRY_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
            tally.add(answer, took);
            free.release();
        }
    }
}
