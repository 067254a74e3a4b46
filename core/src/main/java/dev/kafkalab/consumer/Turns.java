package dev.kafkalab.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Says which record may be handled now: of one assignment of a partition, with the partitions that {@linkplain Follow
 * follow} it. A record that lies in one of those goes through it and is handled there, or published on.
 *
 * <p>Thread-safe. Of a record at a time, one thread asks and tells.
 */
public interface Turns {
    /**
     * Hears of a record that lies in a following partition and was not done when the assignment began. In the order of
     * each partition; before anything is asked.
     */
    void found(ConsumerRecord<byte[], byte[]> record);

    /** Hears that there are no more of them. */
    void begin();

    /** How often it was attempted before it was published, and when first. */
    Earlier earlier(ConsumerRecord<byte[], byte[]> record);

    /** Asked before each attempt: null to go ahead, or what is done instead. */
    @Nullable
    Outcome instead(Delivery<?> delivery);

    /** Hears what was decided after an attempt, before it is carried out. */
    void decided(Delivery<?> delivery, Outcome outcome);

    /**
     * Hears that a record need not be handed over again from where it lies.
     *
     * @param published what it was published as, acknowledged by the brokers
     * @return whether it is done with, and not waiting somewhere else
     */
    boolean finished(Delivery<?> delivery, Outcome.@Nullable Publish published);

    /**
     * What went before.
     *
     * @param attempts 0 or more
     * @param firstMillis when the first was made, in milliseconds since 1970 UTC; 0 without one
     */
    record Earlier(int attempts, long firstMillis) {
        /** Nothing did. */
        public static final Earlier NONE = new Earlier(0, 0);
    }
}
