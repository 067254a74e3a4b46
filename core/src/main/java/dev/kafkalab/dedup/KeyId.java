package dev.kafkalab.dedup;

import dev.kafkalab.consumer.Delivery;

/** The record's key. */
record KeyId() implements RecordId {
    @Override
    public String of(Delivery<?> delivery) {
        byte[] key = delivery.record().key();
        if (key == null || key.length == 0) {
            throw new MissingIdException(delivery.origin(), "its key");
        }
        return IdText.of(key);
    }
}
