package dev.kafkalab.consumer;

import dev.kafkalab.consumer.Commits.InTransaction;
import dev.kafkalab.consumer.Commits.Manual;
import dev.kafkalab.consumer.Progress.PartitionProgress;
import dev.kafkalab.offsets.FinishedAhead;
import dev.kafkalab.offsets.Frontier;
import dev.kafkalab.offsets.Page;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition from when it was assigned until it is taken away; the next assignment of the same partition is another
 * object. What finishes after {@link #close()} finishes a thing nobody asks any more: so completions of a former
 * assignment never reach a commit.
 *
 * <p>Belongs to the poll thread, except {@link #finish}, {@link #acknowledged}, {@link #isClosed} and what {@link
 * #progress()} reads.
 */
final class OwnedPartition<K> {
    /** Much less than any sensible {@code offsets.retention.minutes}. */
    private static final long COMMIT_AGAIN = Duration.ofMinutes(30).toNanos();

    private final OwnedStart start;
    private final Decoder<K, ?> decoder;
    private final Commits commits;
    private final Frontier frontier;
    private final LongAdder finishedRecords = new LongAdder();
    private final LongAdder finishedBytes = new LongAdder();
    /** Finished here and waiting in another partition. */
    private final LongAdder movedRecords = new LongAdder();

    private final AtomicInteger publishing = new AtomicInteger();
    /** Records whose handler has returned and that are to be acknowledged, less those that were. */
    private final AtomicLong unacknowledged = new AtomicLong();

    private volatile long takenRecords;
    private volatile long takenBytes;
    private volatile boolean closed;
    private volatile boolean abandoned;
    private volatile boolean paused;
    private boolean crowded;
    private volatile long position;
    private volatile long safe;
    private volatile long committed = -1;
    private volatile long lag = -1;
    private long committedAt = System.nanoTime();
    private OffsetAndMetadata lastCommit = new OffsetAndMetadata(0, "?");

    OwnedPartition(OwnedStart start, Decoder<K, ?> decoder, Commits commits) {
        this.start = start;
        this.decoder = decoder;
        this.commits = commits;
        this.frontier = new Frontier(start.offset(), start.before());
        this.position = start.offset();
        this.safe = start.offset();
    }

    TopicPartition name() {
        return start.name();
    }

    OwnedStart start() {
        return start;
    }

    Decoder<K, ?> decoder() {
        return decoder;
    }

    boolean transactional() {
        return commits instanceof InTransaction;
    }

    /** Whether a record is finished by acknowledging it and not by handling it. */
    boolean acknowledges() {
        return commits instanceof Manual;
    }

    /** Whether the record was finished before this assignment. */
    boolean wasFinished(long offset) {
        return frontier.wasFinished(offset);
    }

    /** The offset of the next record to be taken in. */
    long position() {
        return position;
    }

    /** Where to note that the record at {@code offset}, higher than all before, is taken and finished. */
    Page page(long offset) {
        return frontier.page(offset);
    }

    /** Notes what was taken in by one poll. */
    void took(long records, long bytes, long next) {
        frontier.moveTo(next);
        position = frontier.position();
        takenRecords += records;
        takenBytes += bytes;
    }

    /** @return false if that was said before */
    boolean finish(InFlight<K> delivery, Page page) {
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        boolean first = page.finish(record.offset());
        if (first) {
            finishedRecords.increment();
            finishedBytes.add(bytes(record));
            Turns turns = start.turns();
            if (turns != null && !turns.finished(delivery, delivery.unpublished())) {
                movedRecords.increment();
            }
        }
        return first;
    }

    void acknowledged(InFlight<K> delivery) {
        if (!acknowledges()) {
            throw new IllegalStateException("acknowledge() needs commit(manual())");
        }
        if (delivery.finish()) {
            unacknowledged.decrementAndGet();
        }
    }

    /** Notes that a handler has returned whose record is finished by acknowledging it, then or earlier. */
    void handedOver() {
        unacknowledged.incrementAndGet();
    }

    /** Whether a record was handled that is still to be acknowledged. */
    boolean awaitsAcknowledgement() {
        return unacknowledged.get() > 0;
    }

    /** Notes how many records more, or fewer, are being published. Any thread. */
    void publishes(int more) {
        publishing.addAndGet(more);
    }

    /** Whether the brokers are to acknowledge what one of its records was published as. */
    boolean isPublishing() {
        return publishing.get() > 0;
    }

    static long bytes(ConsumerRecord<?, ?> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    long inFlight() {
        return takenRecords - finishedRecords.sum();
    }

    long inFlightBytes() {
        return takenBytes - finishedBytes.sum();
    }

    long finished() {
        return finishedRecords.sum();
    }

    /** Those that are finished and do not wait anywhere else. */
    long handled() {
        return finishedRecords.sum() - movedRecords.sum();
    }

    /** What is safe to commit now. */
    OffsetAndMetadata commit(int metadataLimit) {
        FinishedAhead ahead = frontier.finishedAhead();
        safe = ahead.safe();
        return new OffsetAndMetadata(safe, ahead.metadata(metadataLimit));
    }

    /** Whether the metadata holds everything that is finished beyond the safe offset. */
    boolean commitIsComplete(int metadataLimit) {
        return frontier.finishedAhead().fits(metadataLimit);
    }

    boolean isNews(OffsetAndMetadata commit) {
        return !commit.equals(lastCommit)
                // A group does not subscribe to what follows, so brokers forget those offsets though it is alive.
                || start.follows() && System.nanoTime() - committedAt > COMMIT_AGAIN;
    }

    /** Notes that this was committed. */
    void committed(OffsetAndMetadata commit) {
        lastCommit = commit;
        committedAt = System.nanoTime();
        committed = commit.offset();
    }

    long safe() {
        safe = frontier.safe();
        return safe;
    }

    boolean isPaused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    /** @param records between the position and the end of the partition */
    void behind(long records) {
        lag = records;
    }

    /** Notes that it is being given away: what waits is not started any more, what runs may finish. */
    void close() {
        closed = true;
    }

    /** Notes that nothing that finishes from now on counts. */
    void abandon() {
        closed = true;
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Whether more is finished out of order than the metadata of a commit can hold, so that nothing new is to be taken in. */
    boolean isCrowded() {
        return crowded;
    }

    void crowded(boolean now) {
        crowded = now;
    }

    boolean isClosed() {
        return closed;
    }

    /** Records that wait here, if it follows another partition. Any thread. */
    long delayed() {
        return start.follows() ? inFlight() + Math.max(0, lag) : 0;
    }

    PartitionProgress progress() {
        long behind = lag;
        return new PartitionProgress(
                name().topic(),
                name().partition(),
                position,
                committed,
                safe,
                inFlight(),
                inFlightBytes(),
                behind < 0 ? -1 : behind + inFlight(),
                paused);
    }
}
