package dev.kafkalab.consumer;

import dev.kafkalab.offsets.Page;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that was taken in and is not done. Belongs to whichever thread runs its lane; {@link #acknowledge()} may come
 * from any.
 */
final class InFlight<K> extends Link implements Delivery<K> {
    private final OwnedPartition<K> partition;
    private final ConsumerRecord<byte[], byte[]> record;
    private final Page page;
    private int attempt;
    private long firstAttemptMillis;
    private @Nullable Connection connection;
    private @Nullable List<ProducerRecord<byte[], byte[]>> outgoing;
    private boolean alone;
    /** What was decided and could not be carried out yet. */
    private Outcome.@Nullable Publish unpublished;

    InFlight(OwnedPartition<K> partition, ConsumerRecord<byte[], byte[]> record, Page page) {
        this.partition = partition;
        this.record = record;
        this.page = page;
        Turns turns = partition.start().turns();
        if (turns != null) {
            Turns.Earlier earlier = turns.earlier(record);
            attempt = earlier.attempts();
            firstAttemptMillis = earlier.firstMillis();
        }
    }

    @Override
    int size() {
        return 1;
    }

    /** Notes that an attempt begins. */
    void begin(long nowMillis) {
        if (attempt++ == 0) {
            firstAttemptMillis = nowMillis;
        }
        outgoing = null;
        connection = null;
    }

    /** Notes that what began was no attempt. */
    void takeBack() {
        attempt--;
    }

    /**
     * Notes that the record is done; to say it again changes nothing.
     *
     * @return false if that was said before
     */
    boolean finish() {
        return partition.finish(this, page);
    }

    /** Whether what it leads to counts for nothing any more. */
    boolean isAbandoned() {
        return partition.isAbandoned();
    }

    /** Whether it must not share a batch, because one it was in failed. */
    boolean isAlone() {
        return alone;
    }

    void beAlone() {
        alone = true;
    }

    List<ProducerRecord<byte[], byte[]>> outgoing() {
        return outgoing == null ? List.of() : outgoing;
    }

    Outcome.@Nullable Publish unpublished() {
        return unpublished;
    }

    void unpublished(Outcome.Publish publish) {
        unpublished = publish;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    @Override
    public K key() {
        return partition.decoder().key(this);
    }

    @Override
    public Origin origin() {
        return OriginHeader.of(record);
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Instant firstAttemptAt() {
        return Instant.ofEpochMilli(firstAttemptMillis);
    }

    @Override
    public void acknowledge() {
        partition.acknowledged(this);
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> outgoingRecord) {
        if (!partition.transactional()) {
            throw new IllegalStateException("send() needs commit(inTransaction())");
        }
        if (outgoing == null) {
            outgoing = new ArrayList<>(1);
        }
        outgoing.add(outgoingRecord);
    }

    @Override
    public Connection connection() {
        if (connection == null) {
            throw new IllegalStateException(
                    "connection() needs a de-duplication with a transaction, such as JdbcInbox");
        }
        return connection;
    }

    @Override
    public void attach(Connection attached) {
        connection = attached;
    }
}
