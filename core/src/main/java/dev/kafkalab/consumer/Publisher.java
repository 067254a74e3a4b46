package dev.kafkalab.consumer;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends what a consumer has to send: dead letters, places in retry topics, what handlers send in a transaction. Thread-safe. */
interface Publisher extends AutoCloseable {
    /** Sends in the transaction, unless the cause was abandoned; a failure is the transaction's. */
    void send(ProducerRecord<byte[], byte[]> record, InFlight<?> cause);

    /** @param then called with null once the brokers have acknowledged the record, else with the failure; by any thread */
    void publish(ProducerRecord<byte[], byte[]> record, InFlight<?> cause, Consumer<@Nullable Exception> then);

    @Override
    void close();
}
