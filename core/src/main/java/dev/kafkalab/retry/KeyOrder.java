package dev.kafkalab.retry;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Outcome;
import dev.kafkalab.consumer.Turns;
import dev.kafkalab.retry.WaitingRecords.Entry;
import dev.kafkalab.retry.WaitingRecords.Turn;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Keeps each key's order in one consumed partition and its retry topics. */
final class KeyOrder implements Turns {
    private static final Duration SOON = Duration.ofMillis(10);

    private final RetryTopics topics;
    private final boolean ordered;
    private final Clock clock;
    private final WaitingRecords waiting = new WaitingRecords();

    /** @param ordered whether records with a key wait for one another */
    KeyOrder(RetryTopics topics, boolean ordered, Clock clock) {
        this.topics = topics;
        this.ordered = ordered;
        this.clock = clock;
    }

    @Override
    public void found(ConsumerRecord<byte[], byte[]> record) {
        RetryMark.in(record.headers())
                .filter(mark -> topics.isOurs(mark, record))
                .ifPresent(mark -> waiting.found(mark, key(record.key()), topics.level(record.topic())));
    }

    @Override
    public void begin() {
        waiting.begin();
    }

    @Override
    public Earlier earlier(ConsumerRecord<byte[], byte[]> record) {
        return topics.level(record.topic()) < 0
                ? Earlier.NONE
                : RetryMark.in(record.headers())
                        .map(mark -> new Earlier(mark.attempts(), mark.firstMillis()))
                        .orElse(Earlier.NONE);
    }

    @Override
    public @Nullable Outcome instead(Delivery<?> delivery) {
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        int level = topics.level(record.topic());
        if (level < 0) {
            return waiting.size() == 0 ? null : insteadOfFresh(delivery);
        }
        RetryMark mark = RetryMark.in(record.headers()).orElse(null);
        if (mark == null) {
            return null; // somebody else put it there; there is nothing it could have to wait for
        }
        if (!topics.isOurs(mark, record)) {
            return Outcome.DONE;
        }
        Turn turn = waiting.arrived(mark, level, record.offset());
        if (turn instanceof Turn.Over) {
            return Outcome.DONE;
        }
        if (turn instanceof Turn.NotYet behind) {
            return topics.publish(delivery, behind.level(), mark.moved());
        }
        long left = mark.dueMillis() - clock.millis();
        return left > 0 ? new Outcome.Later(Duration.ofMillis(left)) : null;
    }

    private @Nullable Outcome insteadOfFresh(Delivery<?> delivery) {
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        RetryMark mark = topics.fresh(record).moved();
        Entry entry = waiting.enter(mark, key(record.key()), clock.millis());
        if (entry instanceof Entry.Known) {
            return Outcome.DONE;
        } else if (entry instanceof Entry.Soon) {
            return new Outcome.Later(SOON);
        } else if (entry instanceof Entry.Behind behind) {
            return topics.publish(delivery, behind.level(), mark);
        }
        return null;
    }

    @Override
    public void decided(Delivery<?> delivery, Outcome outcome) {
        if (outcome instanceof Outcome.Publish publish) {
            int level = topics.level(publish.record().topic());
            if (level >= 0) {
                RetryMark mark = RetryMark.in(publish.record().headers()).orElseThrow();
                waiting.published(mark, key(publish.record().key()), level);
            }
        }
    }

    @Override
    public boolean finished(Delivery<?> delivery, Outcome.@Nullable Publish published) {
        if (published != null && topics.level(published.record().topic()) >= 0) {
            return false;
        }
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        return topics.level(record.topic()) < 0
                || RetryMark.in(record.headers())
                        .map(mark -> waiting.done(mark, record.offset(), clock.millis()))
                        .orElse(true);
    }

    private @Nullable ByteBuffer key(byte @Nullable [] key) {
        return ordered && key != null ? ByteBuffer.wrap(key) : null;
    }
}
