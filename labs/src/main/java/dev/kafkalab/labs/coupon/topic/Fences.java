package dev.kafkalab.labs.coupon.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which admissions count: those in front of every fence of a later epoch. That is a matter of offsets alone, so everybody who
 * reads the topic, at any time and as often as need be, comes to the same end.
 *
 * <p>Not thread-safe.
 */
public final class Fences {
    private final Map<Place, List<Standing>> standing = new HashMap<>();

    /** A partition, as one event sees it. */
    private record Place(int partition, long event) {}

    /** One fence. */
    private record Standing(int epoch, long offset) {}

    public void add(int partition, long event, int epoch, long offset) {
        standing.computeIfAbsent(new Place(partition, event), place -> new ArrayList<>())
                .add(new Standing(epoch, offset));
    }

    /** Whether an admission that lies there counts; fences behind it need not be known. */
    public boolean admits(int partition, long offset, Admission admission) {
        List<Standing> fences = standing.get(new Place(partition, admission.event()));
        return fences == null
                || fences.stream().noneMatch(fence -> fence.offset() < offset && fence.epoch() > admission.epoch());
    }
}
