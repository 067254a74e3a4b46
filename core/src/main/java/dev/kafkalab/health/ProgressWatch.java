package dev.kafkalab.health;

import dev.kafkalab.consumer.Progress;
import dev.kafkalab.consumer.Progress.PartitionProgress;
import dev.kafkalab.health.Health.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares where a consumer stands with where it stood when last looked at. Thread-safe. */
final class ProgressWatch {
    /** A count that ought to move, and since when it has not; {@link #IDLE} if there was nothing to move it. */
    private record Mark(long count, Instant since) {}

    private static final long IDLE = -1;

    private final Duration limit;
    private final Clock clock;
    private Mark handled = new Mark(IDLE, Instant.MIN);
    private Map<String, Mark> partitions = Map.of();

    /** @param limit without progress for so long is a stall; more than zero */
    ProgressWatch(Duration limit, Clock clock) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("stalledAfter is " + limit + "; it must be more than zero");
        }
        this.limit = limit;
        this.clock = clock;
    }

    synchronized Health assess(Progress progress) {
        Instant now = clock.instant();
        boolean waiting = progress.partitions().stream().anyMatch(ProgressWatch::waits);
        handled = moved(handled, progress.handled(), waiting, now);
        partitions = moved(progress.partitions(), now);

        List<String> reasons = new ArrayList<>();
        boolean stalled = isStalled(handled, now);
        if (stalled) {
            long records = progress.partitions().stream()
                    .mapToLong(ProgressWatch::waitingIn)
                    .sum();
            reasons.add("no record was done for " + age(handled, now) + " and " + records + " wait");
        }
        progress.partitions().stream()
                .filter(partition -> isStalled(mark(partition), now))
                .map(partition -> "%s does not get past offset %d for %s; %d records wait"
                        .formatted(name(partition), partition.safe(), age(mark(partition), now), waitingIn(partition)))
                .forEach(reasons::add);
        if (progress.refused() > 0) {
            reasons.add(progress.refused() + " dead letters or retry records are refused and tried again");
        }
        if (progress.failedCommits() > 0) {
            reasons.add("the last " + progress.failedCommits() + " commits failed");
        }
        if (reasons.isEmpty()) {
            return Health.WELL;
        }
        return new Health(stalled ? Status.DOWN : Status.DEGRADED, reasons);
    }

    /** Of the partitions owned now; those given away are forgotten. */
    private Map<String, Mark> moved(List<PartitionProgress> owned, Instant now) {
        Map<String, Mark> moved = new HashMap<>();
        for (PartitionProgress partition : owned) {
            Mark before = partitions.getOrDefault(name(partition), new Mark(IDLE, Instant.MIN));
            moved.put(name(partition), moved(before, partition.safe(), waits(partition), now));
        }
        return moved;
    }

    private static Mark moved(Mark before, long count, boolean waiting, Instant now) {
        return waiting && before.count() == count ? before : new Mark(waiting ? count : IDLE, now);
    }

    private Mark mark(PartitionProgress partition) {
        return partitions.getOrDefault(name(partition), handled);
    }

    private boolean isStalled(Mark mark, Instant now) {
        return Duration.between(mark.since(), now).compareTo(limit) >= 0;
    }

    private static boolean waits(PartitionProgress partition) {
        return waitingIn(partition) > 0;
    }

    private static long waitingIn(PartitionProgress partition) {
        return Math.max(Math.max(0, partition.lag()), partition.inFlight());
    }

    private static String age(Mark mark, Instant now) {
        return Duration.ofSeconds(Duration.between(mark.since(), now).toSeconds())
                .toString();
    }

    private static String name(PartitionProgress partition) {
        return partition.topic() + "-" + partition.partition();
    }
}
