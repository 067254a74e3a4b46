package dev.kafkalab.consumer;

import dev.kafkalab.offsets.Page;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Puts what was polled of one partition into lanes. Belongs to the poll thread. */
abstract class Dispatcher<K> {
    final OwnedPartition<K> partition;
    final Workers<K> workers;
    private @Nullable Page page;
    private long taken;
    private long bytes;

    Dispatcher(OwnedPartition<K> partition, Workers<K> workers) {
        this.partition = partition;
        this.workers = workers;
    }

    static <K> Dispatcher<K> of(Ordering ordering, int batchSize, OwnedPartition<K> partition, Workers<K> workers) {
        return switch (ordering) {
            case BY_KEY -> new KeyDispatcher<>(partition, workers);
            case BY_PARTITION -> new SegmentDispatcher<>(partition, workers, Integer.MAX_VALUE, true);
            case UNORDERED -> new SegmentDispatcher<>(partition, workers, batchSize, false);
        };
    }

    /**
     * Takes in what one poll brought.
     *
     * @param records of this partition, in order, behind all that came before
     * @param next offset of the next record there may be
     */
    final void accept(List<ConsumerRecord<byte[], byte[]>> records, long next) {
        taken = 0;
        bytes = 0;
        dispatch(records);
        partition.took(taken, bytes, next);
    }

    abstract void dispatch(List<ConsumerRecord<byte[], byte[]>> records);

    /** Whether the record was finished before this assignment. */
    final boolean isOver(ConsumerRecord<byte[], byte[]> record) {
        return partition.wasFinished(record.offset());
    }

    /** Notes that a record is about to be handled. */
    final Page take(ConsumerRecord<byte[], byte[]> record) {
        long offset = record.offset();
        if (page == null || !page.covers(offset)) {
            page = partition.page(offset);
        }
        page.take(offset);
        taken++;
        bytes += OwnedPartition.bytes(record);
        return page;
    }
}
