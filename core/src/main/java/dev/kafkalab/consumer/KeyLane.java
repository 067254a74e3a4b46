package dev.kafkalab.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A lane whose records come one by one: those of one key. */
final class KeyLane<K> extends Lane<K> {
    KeyLane(OwnedPartition<K> partition) {
        super(partition);
    }

    @Override
    void restart() {
        // Each link is its own record.
    }

    @Override
    @SuppressWarnings("unchecked") // only such links are added here
    InFlight<K> head() {
        return (InFlight<K>) first();
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    List<InFlight<K>> heads(int max) {
        int count = Math.min(max, waiting());
        List<InFlight<K>> heads = new ArrayList<>(count);
        InFlight<K> record = head();
        heads.add(record);
        while (heads.size() < count) {
            record = (InFlight<K>) Objects.requireNonNull(record.next);
            heads.add(record);
        }
        return heads;
    }

    @Override
    boolean next() {
        return leave(1);
    }
}
