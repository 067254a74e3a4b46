package dev.kafkalab.bench;

import java.time.Duration;

/**
 * Work for the processor, counted in rounds and not by the clock: a thread that is not running does not get its work done
 * for it.
 */
final class Spinning {
    private static final int TRIALS = 400;
    private static volatile long sink;

    private Spinning() {}

    static void spin(long rounds) {
        long x = 88172645463325252L;
        for (long i = 0; i < rounds; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        if (x == 0) {
            sink = x;
        }
    }

    /** How many rounds take this long on an undisturbed processor: by the fastest of many trials. */
    static long roundsFor(Duration duration) {
        long rounds = 20_000;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIALS; i++) {
            long start = System.nanoTime();
            spin(rounds);
            best = Math.min(best, System.nanoTime() - start);
        }
        return Math.max(1, rounds * duration.toNanos() / best);
    }
}
