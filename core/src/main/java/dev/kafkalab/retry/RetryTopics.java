package dev.kafkalab.retry;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.FailurePolicy;
import dev.kafkalab.consumer.Follow;
import dev.kafkalab.consumer.OriginHeader;
import dev.kafkalab.consumer.Outcome;
import dev.kafkalab.consumer.Turns;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Retry topics: where a record that failed waits on the brokers for its next attempt, and what comes after it with the same
 * key waits behind it. A record of partition 7 goes to partition 7 of each of them.
 *
 * <p>What is promised: a record is handled when no earlier one of its key and partition waits, whoever owns the partition,
 * and not before its delay is over by the clock of the member that handles it. What is not: that it is handled at once
 * then. Thread-safe.
 */
public final class RetryTopics implements Follow {
    private final Map<String, List<String>> byConsumed;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Duration> delays;
    private final boolean ordered;
    private final Consumer<TopicPartition> prepare;
    private final Clock clock;

    private final String group;

    private record Place(String consumed, int level) {}

    /**
     * @param group of the consumer
     * @param byConsumed the retry topics of each consumed topic: one for each delay, and behind them those of delays that
     *     were taken out of the settings, in which records may still wait
     * @param delays each more than zero
     * @param ordered whether records with a key wait for one another
     * @param prepare makes sure that the retry topics of a consumed partition have one of the same number; may block
     */
    public RetryTopics(
            String group,
            Map<String, List<String>> byConsumed,
            List<Duration> delays,
            boolean ordered,
            Consumer<TopicPartition> prepare,
            Clock clock) {
        this.group = group;
        this.byConsumed = Map.copyOf(byConsumed);
        this.delays = List.copyOf(delays);
        this.ordered = ordered;
        this.prepare = prepare;
        this.clock = clock;
        byConsumed.forEach((consumed, topics) -> {
            for (int level = 0; level < topics.size(); level++) {
                places.put(topics.get(level), new Place(consumed, level));
            }
        });
    }

    /**
     * The name of a retry topic. A group has its own, so that no group handles again what failed in another.
     *
     * @param number of the delay, from 1
     */
    public static String name(String consumed, String group, int number) {
        return consumed + "-" + group + "-retry-" + number;
    }

    @Override
    public List<String> topics(String consumed) {
        return byConsumed.getOrDefault(consumed, List.of());
    }

    @Override
    public Turns begin(TopicPartition consumed) {
        prepare.accept(consumed);
        return new KeyOrder(this, ordered, clock);
    }

    /** For a retry topic, the topic whose records go through it; else the topic itself. */
    public String consumed(String topic) {
        Place place = places.get(topic);
        return place == null ? topic : place.consumed();
    }

    /** Sends a record through the retry topics, one after the other; then {@code lastly} decides. */
    public FailurePolicy through(FailurePolicy lastly) {
        return (delivery, failure) -> {
            ConsumerRecord<byte[], byte[]> record = delivery.record();
            RetryMark mark = level(record.topic()) < 0
                    ? fresh(record)
                    : RetryMark.in(record.headers()).orElseGet(() -> foreign(record));
            if (mark.delays() >= delays.size()) {
                return lastly.decide(delivery, failure);
            }
            long due = clock.instant().plus(delays.get(mark.delays())).toEpochMilli();
            long first = delivery.firstAttemptAt().toEpochMilli();
            return publish(delivery, mark.delays(), mark.delayed(delivery.attempt(), first, due));
        };
    }

    /** Which of its consumed topic's retry topics this is, from 0; -1 if it is none. */
    int level(String topic) {
        Place place = places.get(topic);
        return place == null ? -1 : place.level();
    }

    /** Of a record that was never published to a retry topic. */
    RetryMark fresh(ConsumerRecord<byte[], byte[]> record) {
        return new RetryMark(owner(record), record.offset(), record.timestamp(), 0, 0, 0, 0, 0);
    }

    /** Whether it was this group that published it, when it consumed the topic whose retry topic this is. */
    boolean isOurs(RetryMark mark, ConsumerRecord<byte[], byte[]> record) {
        return mark.owner().equals(owner(record));
    }

    private String owner(ConsumerRecord<byte[], byte[]> record) {
        return consumed(record.topic()) + ":" + group;
    }

    /** Of a record that somebody else put into a retry topic: no record of the consumed partition is known by that. */
    private RetryMark foreign(ConsumerRecord<byte[], byte[]> record) {
        return new RetryMark(owner(record), -1 - record.offset(), record.timestamp(), 0, 0, 0, 0, 0);
    }

    /** Key, value and headers as they are, with the mark and the origin. */
    Outcome.Publish publish(Delivery<?> delivery, int level, RetryMark mark) {
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        String topic =
                Objects.requireNonNull(byConsumed.get(consumed(record.topic()))).get(level);
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(topic, record.partition(), record.key(), record.value(), record.headers());
        if (OriginHeader.carriedBy(record).isEmpty()) {
            copy.headers().remove(DeadLetterHeaders.REDRIVES); // copied from the record that this one was made of
        }
        mark.write(copy.headers());
        OriginHeader.set(copy.headers(), delivery.origin(), topic);
        return new Outcome.Publish(copy);
    }
}
