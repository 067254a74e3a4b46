package dev.kafkalab.consumer;

import java.util.ArrayList;
import java.util.List;

/** A lane whose records come in segments: those of one partition, or neighbours that are handled as one batch. */
final class PartitionLane<K> extends Lane<K> {
    private int index;
    /** Made when they come to the head, so that the poll thread need not look at them; the same object for each attempt. */
    private final List<InFlight<K>> heads = new ArrayList<>(1);

    PartitionLane(OwnedPartition<K> partition) {
        super(partition);
    }

    @Override
    void restart() {
        index = 0;
    }

    @Override
    InFlight<K> head() {
        return heads(1).get(0);
    }

    @Override
    List<InFlight<K>> heads(int max) {
        Segment current = (Segment) first();
        int count = Math.min(max, current.size() - index);
        while (heads.size() < count) {
            heads.add(new InFlight<>(partition, current.records.get(index + heads.size()), current.page));
        }
        return count == heads.size() ? heads : heads.subList(0, count);
    }

    @Override
    boolean next() {
        heads.remove(0);
        if (++index == ((Segment) first()).size()) {
            return leave(1);
        }
        count(1);
        return true;
    }
}
