package dev.kafkalab.labs.frame;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for what nobody tells of, such as where a group stands, by asking again and again. */
public final class Await {
    private static final long GLANCE_MILLIS = 50;

    private Await() {}

    /**
     * Returns when it holds.
     *
     * @param what is waited for, as an error names it
     * @throws TimeoutException if it does not hold in time
     */
    public static void until(String what, Duration patience, BooleanSupplier holds)
            throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("waited " + patience.toSeconds() + " s in vain for this: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
    }
}
