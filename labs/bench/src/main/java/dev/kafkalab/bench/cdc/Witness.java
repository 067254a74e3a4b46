package dev.kafkalab.bench.cdc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at each record that came: whether each row is there once, and those of a key in their order. Not thread-safe. */
final class Witness {
    private final BitSet seen = new BitSet();
    private final Map<Integer, Integer> last = new HashMap<>();
    private long repeated;
    private long disordered;

    void saw(EventMark mark) {
        if (seen.get(mark.row())) {
            repeated++;
            return;
        }
        seen.set(mark.row());
        Integer before = last.put(mark.key(), mark.sequence());
        if (before != null && before >= mark.sequence()) {
            disordered++;
        }
    }

    /** @param from the first row that has to be there, {@code to} the first that need not */
    List<String> complaints(int from, int to) {
        List<String> complaints = new ArrayList<>();
        int missing = to - from - seen.get(from, to).cardinality();
        if (missing > 0) {
            complaints.add("%,d rows did not come".formatted(missing));
        }
        if (repeated > 0) {
            complaints.add("%,d rows came again".formatted(repeated));
        }
        if (disordered > 0) {
            complaints.add("%,d rows came before earlier ones of their key".formatted(disordered));
        }
        return complaints;
    }
}
