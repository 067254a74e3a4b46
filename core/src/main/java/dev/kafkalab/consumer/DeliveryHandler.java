package dev.kafkalab.consumer;

/**
 * Handles a record before anything is decoded; what policies such as de-duplication wrap. Same promises as {@link
 * RecordHandler}.
 *
 * @param <K> type of keys
 */
@FunctionalInterface
public interface DeliveryHandler<K> {
    void handle(Delivery<K> delivery) throws Exception;
}
