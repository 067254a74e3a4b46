package dev.kafkalab.consumer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A lane for each key that is in flight. Lanes that are idle are dropped now and then. */
final class KeyDispatcher<K> extends Dispatcher<K> {
    private static final int FEW = 1024;

    private final Map<Key, KeyLane<K>> lanes = new HashMap<>();
    private int sweepAt = FEW;

    KeyDispatcher(OwnedPartition<K> partition, Workers<K> workers) {
        super(partition, workers);
    }

    @Override
    void dispatch(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (isOver(record)) {
                continue;
            }
            InFlight<K> delivery = new InFlight<>(partition, record, take(record));
            KeyLane<K> lane = lane(record.key());
            if (lane.add(delivery)) {
                workers.ready(lane);
            }
        }
        if (lanes.size() > sweepAt) {
            lanes.values().removeIf(Lane::isIdle);
            // So that a sweep costs no more than the lanes that came since.
            sweepAt = Math.max(FEW, lanes.size() * 2);
        }
    }

    private KeyLane<K> lane(byte[] key) {
        return key == null
                ? new KeyLane<>(partition)
                : lanes.computeIfAbsent(new Key(key, Arrays.hashCode(key)), absent -> new KeyLane<>(partition));
    }

    private record Key(byte[] bytes, int hash) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
