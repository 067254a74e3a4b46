package dev.kafkalab.consumer;

import dev.kafkalab.offsets.Page;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Neighbouring records stay together: as segments of one lane, or each segment a lane of its own. */
final class SegmentDispatcher<K> extends Dispatcher<K> {
    private final int size;
    private final PartitionLane<K> shared;
    private final boolean ordered;

    /**
     * @param size records of a segment at most
     * @param ordered whether segments wait for one another
     */
    SegmentDispatcher(OwnedPartition<K> partition, Workers<K> workers, int size, boolean ordered) {
        super(partition, workers);
        this.size = size;
        this.shared = new PartitionLane<>(partition);
        this.ordered = ordered;
    }

    @Override
    void dispatch(List<ConsumerRecord<byte[], byte[]>> records) {
        int from = 0;
        Page page = null;
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (isOver(record)) {
                add(records.subList(from, i), page);
                from = i + 1;
                page = null;
                continue;
            }
            Page next = take(record);
            if (page != null && (page != next || i - from == size)) {
                add(records.subList(from, i), page);
                from = i;
            }
            page = next;
        }
        add(records.subList(from, records.size()), page);
    }

    private void add(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Page page) {
        if (page == null) {
            return;
        }
        PartitionLane<K> lane = ordered ? shared : new PartitionLane<>(partition);
        if (lane.add(new Segment(records, page))) {
            workers.ready(lane);
        }
    }
}
