package dev.kafkalab.offsets;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.offsets.PlannedOffset.Basis;
import dev.kafkalab.offsets.ResetScope.ByDuration;
import dev.kafkalab.offsets.ResetScope.FromFile;
import dev.kafkalab.offsets.ResetScope.ShiftBy;
import dev.kafkalab.offsets.ResetScope.ToCurrent;
import dev.kafkalab.offsets.ResetScope.ToDatetime;
import dev.kafkalab.offsets.ResetScope.ToEarliest;
import dev.kafkalab.offsets.ResetScope.ToLatest;
import dev.kafkalab.offsets.ResetScope.ToOffset;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Turns a scope into the rows of a plan. */
final class OffsetTargets {
    private final Partitions partitions;
    private final Clock clock;
    private final Map<TopicPartition, Long> committed;

    OffsetTargets(Partitions partitions, Clock clock, Map<TopicPartition, Long> committed) {
        this.partitions = partitions;
        this.clock = clock;
        this.committed = committed;
    }

    /** What a scope asks of one partition. */
    private record Target(long offset, Basis basis) {
        static Target exact(long offset) {
            return new Target(offset, Basis.EXACT);
        }
    }

    List<PlannedOffset> rows(ResetScope scope, List<TopicPartition> chosen) {
        Map<TopicPartition, Long> starts = partitions.start(chosen);
        Map<TopicPartition, Long> ends = partitions.end(chosen);
        Function<TopicPartition, Target> targets = targets(scope, chosen, starts, ends);
        return chosen.stream()
                .map(partition -> row(
                        partition,
                        committed.get(partition),
                        targets.apply(partition),
                        in(starts, partition),
                        in(ends, partition),
                        scope))
                .toList();
    }

    private Function<TopicPartition, Target> targets(
            ResetScope scope,
            List<TopicPartition> chosen,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends) {
        if (scope instanceof ToEarliest) {
            return partition -> Target.exact(in(starts, partition));
        } else if (scope instanceof ToLatest) {
            return partition -> Target.exact(in(ends, partition));
        } else if (scope instanceof ToOffset to) {
            return partition -> Target.exact(to.offset());
        } else if (scope instanceof ShiftBy shift) {
            return partition -> Target.exact(shifted(partition, shift.offsets()));
        } else if (scope instanceof ToDatetime to) {
            return since(to.time(), chosen, ends);
        } else if (scope instanceof ByDuration by) {
            return since(clock.instant().minus(by.ago()), chosen, ends);
        } else if (scope instanceof ToCurrent) {
            return partition -> current(partition, ends);
        } else if (scope instanceof FromFile file) {
            return partition -> Target.exact(in(file.offsets(), partition));
        }
        throw new IllegalStateException("no such scope: " + scope);
    }

    private long shifted(TopicPartition partition, long by) {
        Long from = committed.get(partition);
        if (from == null) {
            throw KafkaLabException.precondition(
                    "partition %s has no committed offset to shift; name only partitions that have one, or use another scope"
                            .formatted(partition));
        }
        try {
            return Math.addExact(from, by);
        } catch (ArithmeticException e) {
            return by < 0 ? Long.MIN_VALUE : Long.MAX_VALUE; // clamped to the log, aloud
        }
    }

    private Function<TopicPartition, Target> since(
            Instant time, List<TopicPartition> chosen, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> found = partitions.at(chosen, time);
        return partition -> {
            Long offset = found.get(partition);
            return offset != null ? Target.exact(offset) : new Target(in(ends, partition), Basis.NO_RECORD_SINCE);
        };
    }

    private Target current(TopicPartition partition, Map<TopicPartition, Long> ends) {
        Long offset = committed.get(partition);
        return offset != null ? Target.exact(offset) : new Target(in(ends, partition), Basis.NEVER_COMMITTED);
    }

    private static PlannedOffset row(
            TopicPartition partition, @Nullable Long old, Target target, long start, long end, ResetScope scope) {
        long asked = target.offset();
        long next = asked;
        Basis basis = target.basis();
        boolean outside = basis == Basis.EXACT && (asked < start || asked > end);
        if (outside && (scope instanceof ToOffset || scope instanceof ShiftBy || scope instanceof FromFile)) {
            basis = asked < start ? Basis.CLAMPED_TO_START : Basis.CLAMPED_TO_END;
            next = asked < start ? start : end;
        } else if (outside && scope instanceof ToCurrent) {
            basis = Basis.OUTSIDE_LOG;
        }
        return new PlannedOffset(
                partition, old == null ? OptionalLong.empty() : OptionalLong.of(old), asked, next, start, end, basis);
    }

    private static long in(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }
}
