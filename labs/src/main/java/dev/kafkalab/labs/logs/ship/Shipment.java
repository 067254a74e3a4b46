package dev.kafkalab.labs.logs.ship;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The records of one read, on their way. Knows when the brokers have all of them; one object for many records, since one
 * for each would be most of the garbage there is.
 *
 * <p>Filled by one thread, acknowledged by the producer's.
 */
final class Shipment implements Callback {
    private final Consumer<Exception> failed;
    /** Records without an answer, and one until {@link #seal}. */
    private final AtomicInteger open = new AtomicInteger(1);

    private @Nullable Place end;

    /** @param failed told if a record cannot be delivered at all */
    Shipment(Consumer<Exception> failed) {
        this.failed = failed;
    }

    /** One more record is handed to the producer. */
    void add() {
        open.incrementAndGet();
    }

    /** It was the last. @param place up to where the log is shipped with it */
    void seal(Place place) {
        end = place;
        open.decrementAndGet();
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception == null) {
            open.decrementAndGet();
        } else {
            failed.accept(exception);
        }
    }

    /** Where it ends if all of it is acknowledged, else null. */
    @Nullable
    Place acknowledged() {
        return open.get() == 0 ? end : null;
    }
}
