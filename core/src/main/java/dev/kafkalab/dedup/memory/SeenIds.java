package dev.kafkalab.dedup.memory;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.dedup.Deduplication;
import dev.kafkalab.dedup.DeliveryId;
import dev.kafkalab.dedup.HeldElsewhereException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers in memory which ids this process has done last, so that another store need not be asked about them again:
 *
 * <pre>{@code SeenIds.last(10_000).inFrontOf(JdbcInbox.on(dataSource))}</pre>
 *
 * <p>By itself it is a pre-check and no more. It knows nothing of other members, forgets everything when the process ends,
 * and the oldest ids when there are more than its bound; each of these is handled again when it comes again. What a crash
 * gives: whatever was not committed to Kafka is handled again. In front of another store the promise is that store's.
 *
 * <p>Thread-safe. The same id is never at work twice at once in this process.
 */
public final class SeenIds implements Deduplication {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Deduplication NOTHING = (id, delivery, work) -> {
        work.run();
        return true;
    };

    private final int bound;
    private final Deduplication next;
    private final Object lock = new Object();
    private final Set<DeliveryId> atWork = new HashSet<>();
    /** The one done longest ago first. */
    private final LinkedHashSet<DeliveryId> done = new LinkedHashSet<>();

    private SeenIds(int bound, Deduplication next) {
        if (bound < 1) {
            throw new IllegalArgumentException("ids to remember: " + bound + "; it must be 1 or more");
        }
        this.bound = bound;
        this.next = next;
    }

    /** @param ids how many to remember, of all groups together */
    public static SeenIds last(int ids) {
        return new SeenIds(ids, NOTHING);
    }

    /** The same before another store, which is asked about what is not in memory. Remembers nothing yet. */
    public SeenIds inFrontOf(Deduplication store) {
        return new SeenIds(bound, store);
    }

    @Override
    public boolean once(DeliveryId id, Delivery<?> delivery, Work work) throws Exception {
        synchronized (lock) {
            if (done.contains(id)) {
                return false;
            }
            if (!atWork.add(id)) {
                throw new HeldElsewhereException(delivery.origin(), PAUSE);
            }
        }
        boolean known = false;
        try {
            boolean worked = next.once(id, delivery, work);
            known = true;
            return worked;
        } finally {
            end(id, known);
        }
    }

    private void end(DeliveryId id, boolean known) {
        synchronized (lock) {
            atWork.remove(id);
            if (known) {
                done.add(id);
                if (done.size() > bound) {
                    done.remove(done.iterator().next());
                }
            }
        }
    }
}
