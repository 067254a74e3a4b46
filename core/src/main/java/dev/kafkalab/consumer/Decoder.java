package dev.kafkalab.consumer;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes keys and values where they are handled, so that what cannot be decoded is one record's failure and not the poll
 * loop's.
 *
 * @param keys thread-safe, as Kafka's own and JSON are
 * @param values thread-safe
 */
public record Decoder<K, V>(Deserializer<K> keys, Deserializer<V> values) {
    /** @throws UndecodableRecordException if the deserializer throws anything */
    K key(Delivery<?> delivery) {
        try {
            return keys.deserialize(
                    delivery.record().topic(),
                    delivery.headers(),
                    delivery.record().key());
        } catch (RuntimeException e) {
            throw new UndecodableRecordException(UndecodableRecordException.Part.KEY, delivery.origin(), e);
        }
    }

    /** @throws UndecodableRecordException if the deserializer throws anything */
    @Nullable
    V value(Delivery<?> delivery) {
        byte[] value = delivery.record().value();
        if (value == null) {
            return null;
        }
        try {
            return values.deserialize(delivery.record().topic(), delivery.headers(), value);
        } catch (RuntimeException e) {
            throw new UndecodableRecordException(UndecodableRecordException.Part.VALUE, delivery.origin(), e);
        }
    }

    /** A handler that decodes what it hands to {@code handler}. */
    public DeliveryHandler<K> decoding(RecordHandler<K, V> handler) {
        return delivery -> handler.handle(value(delivery), delivery);
    }
}
