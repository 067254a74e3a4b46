package dev.kafkalab.dedup;

import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.DeliveryHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each id of a group on once. As thread-safe as what it is made of.
 *
 * <p>A record counts as handled when the next handler has returned. So it must not stand before one whose records are
 * done later: not with manual acknowledgement, and not with Kafka transactions, which may abort what was handled.
 *
 * @param <K> type of keys
 */
public final class DeduplicatingHandler<K> implements DeliveryHandler<K> {
    private static final Logger LOG = LoggerFactory.getLogger(DeduplicatingHandler.class);

    private final Deduplication deduplication;
    private final RecordId recordId;
    private final String group;
    private final ConsumerListener listener;
    private final DeliveryHandler<K> next;

    /**
     * @param group the consumer group; each does what it does once
     * @param listener hears of duplicates
     */
    public DeduplicatingHandler(
            Deduplication deduplication,
            RecordId recordId,
            String group,
            ConsumerListener listener,
            DeliveryHandler<K> next) {
        this.deduplication = deduplication;
        this.recordId = recordId;
        this.group = group;
        this.listener = listener;
        this.next = next;
    }

    /**
     * @throws MissingIdException if the record has no id
     * @throws HeldElsewhereException if somebody else handles the same id now
     */
    @Override
    public void handle(Delivery<K> delivery) throws Exception {
        DeliveryId id = new DeliveryId(group, recordId.of(delivery));
        if (!deduplication.once(id, delivery, () -> next.handle(delivery))) {
            tell(delivery);
        }
    }

    /** The record is done, whatever the listener makes of it. */
    private void tell(Delivery<K> delivery) {
        try {
            listener.onDuplicate(delivery);
        } catch (RuntimeException e) {
            LOG.warn("a consumer listener failed; mend it, the consumer goes on", e);
        }
    }
}
