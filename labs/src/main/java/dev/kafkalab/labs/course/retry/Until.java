package dev.kafkalab.labs.course.retry;

import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.Await;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for what must come. */
final class Until {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Until() {}

    /** @throws TimeoutException if it does not come */
    static void met(String what, BooleanSupplier condition) throws InterruptedException, TimeoutException {
        Await.until(what, PATIENCE, condition);
    }

    /**
     * Waits until it is done with everything that lay in the topic, also with what waits in retry topics.
     *
     * @throws RuntimeException what it stopped with
     */
    static void done(RunningConsumer consumer) throws InterruptedException, TimeoutException {
        met("every order is done or given up", () -> {
            if (!consumer.isRunning()) {
                return true;
            }
            return consumer.progress().partitions().stream().anyMatch(at -> at.safe() >= Orders.COUNT)
                    && consumer.progress().delayed() == 0;
        });
        if (!consumer.isRunning()) {
            consumer.awaitStopped();
        }
    }
}
