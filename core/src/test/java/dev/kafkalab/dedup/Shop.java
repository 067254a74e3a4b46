package dev.kafkalab.dedup;

import dev.kafkalab.consumer.Delivery;

/** A store and the effects that handlers have; what is counted in the end is counted there. */
public interface Shop extends AutoCloseable {
    Deduplication store();

    /** What a handler does for an id: counted each time. */
    void effect(String id, Delivery<?> delivery) throws Exception;

    long effects(String id) throws Exception;

    @Override
    void close();
}
