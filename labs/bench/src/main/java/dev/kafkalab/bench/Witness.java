package dev.kafkalab.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sees every record that a contestant handles and says afterwards what went wrong: records that were lost, repeated, out
 * of order, or handled at once although they keep an order. Thread-safe.
 *
 * <p>Costs some 20 ns a record and nothing on the heap that grows with the records.
 */
final class Witness {
    /** Lanes far apart in memory, so that threads do not disturb each other; many lanes are far apart anyway. */
    private static final int PADDING = 16;

    private final Promise promise;
    private final ByteBuffer[] seen;
    private final int stride;
    private final AtomicIntegerArray busy;
    private final long[] next;
    private final LongAdder repeated = new LongAdder();
    private final LongAdder disordered = new LongAdder();
    private final LongAdder overlapping = new LongAdder();

    /** @param records of each partition */
    Witness(Promise promise, int keys, List<Long> records) {
        this.promise = promise;
        this.seen = records.stream()
                .map(count -> ByteBuffer.allocateDirect(Math.toIntExact(count)))
                .toArray(ByteBuffer[]::new);
        int lanes = promise == Promise.BY_KEY ? keys : records.size();
        this.stride = lanes < 1_000 ? PADDING : 1;
        this.busy = new AtomicIntegerArray(lanes * stride);
        this.next = new long[lanes * stride];
    }

    void begin(Place place) {
        ByteBuffer flags = seen[place.partition()];
        int offset = (int) place.offset();
        boolean first = flags.get(offset) == 0;
        flags.put(offset, (byte) 1);
        if (!first) {
            repeated.increment();
        }
        if (promise == Promise.NONE) {
            return;
        }
        int lane = lane(place);
        if (busy.getAndSet(lane, 1) != 0) {
            overlapping.increment();
        }
        if (first) {
            long sequence = promise == Promise.BY_KEY ? place.sequence() : place.offset();
            if (sequence != next[lane]) {
                disordered.increment();
            }
            next[lane] = sequence + 1;
        }
    }

    void end(Place place) {
        if (promise != Promise.NONE) {
            busy.setRelease(lane(place), 0);
        }
    }

    private int lane(Place place) {
        return stride * (promise == Promise.BY_KEY ? place.key() : place.partition());
    }

    /**
     * What went wrong, in words; empty if nothing did. To be asked when nothing is handled any more.
     *
     * @param committed offset of each partition, as the broker has it
     */
    List<String> complaints(Map<Integer, Long> committed) {
        long lost = 0;
        for (int partition = 0; partition < seen.length; partition++) {
            long safe = committed.getOrDefault(partition, 0L);
            for (int offset = 0; offset < seen[partition].capacity(); offset++) {
                if (offset < safe && seen[partition].get(offset) == 0) {
                    lost++;
                }
            }
        }
        List<String> complaints = new ArrayList<>();
        complain(complaints, lost, "committed and never handled");
        complain(complaints, repeated.sum(), "handled again");
        complain(complaints, disordered.sum(), "out of order");
        complain(complaints, overlapping.sum(), "handled while another of their lane was");
        return complaints;
    }

    private static void complain(List<String> complaints, long count, String what) {
        if (count > 0) {
            complaints.add(count + " records " + what);
        }
    }
}
