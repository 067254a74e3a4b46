package dev.kafkalab.labs.content.workers;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.write.PostRelay;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;

/** Whether all that was written has reached all stores, whoever carries it: relay first, then workers. */
public final class PlatformLag {
    private static final long GLANCE_MILLIS = 100;

    private PlatformLag() {}

    /**
     * Waits until nothing is left to be carried.
     *
     * @return false if something is left after this time
     */
    public static boolean await(ContentStores stores, ContentNames names, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try (WorkersLag lag = WorkersLag.of(stores, names, EnumSet.allOf(Worker.class))) {
            // What the relay carries between two looks is the workers' lag afterwards.
            while (!(lag.isZero() && PostRelay.isDone(stores, names) && lag.isZero())) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            }
        }
        return true;
    }
}
