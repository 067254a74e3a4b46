package dev.kafkalab.retry;

import dev.kafkalab.consumer.Delivery;

/** What an application does itself with a record that is not tried again. Called by several threads at once. */
@FunctionalInterface
public interface RecoveryFunction {
    /**
     * Returning means the record is done.
     *
     * @param delivery the record as bytes; its key cannot be asked for if the key is what cannot be decoded
     * @param failure what the handler threw, an {@link dev.kafkalab.consumer.UndecodableRecordException} if it was not
     *     called at all
     * @throws Exception anything; the consumer stops with it
     */
    void recover(Delivery<?> delivery, Throwable failure) throws Exception;
}
