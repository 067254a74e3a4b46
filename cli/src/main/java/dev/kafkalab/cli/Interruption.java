package dev.kafkalab.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end cleanly on Ctrl-C (and a plain kill): while one is open, the signal first asks the command to stop
 * and waits until it has. The process then ends with the signal's own exit code, 130 or 143.
 *
 * <p>Thread-safe.
 */
public final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    /** @param stop makes the command end soon; called on another thread */
    public Interruption(Runnable stop) {
        this.hook = new Thread(
                () -> {
                    happened = true;
                    stop.run();
                    awaitFinished();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitFinished() {
        try {
            finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS); // the process ends either way
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean happened() {
        return happened;
    }

    /** The command has ended and everything it printed is out. */
    @Override
    public void close() {
        finished.countDown();
        if (!happened) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                // The signal came just now; there is nothing left to wait for.
            }
        }
    }
}
