package dev.kafkalab.labs.tour;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.offsets.OffsetPlan;
import dev.kafkalab.offsets.OffsetResets;
import dev.kafkalab.offsets.ResetRequest;
import dev.kafkalab.offsets.ResetScope;
import dev.kafkalab.sandbox.ServerKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Moves the group back to the beginning: a preview first, then in earnest, then reads everything again. */
final class RewindGroup implements TourStep {
    private final MessageTrip trip;
    private final Clock clock;

    RewindGroup(MessageTrip trip, Clock clock) {
        this.trip = trip;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "Reset the group to the beginning and replay";
    }

    @Override
    public ServerKind server() {
        return ServerKind.KAFKA;
    }

    @Override
    public List<String> commands(TourSite site) {
        String reset = "kafka-lab reset-offsets -g " + trip.group() + " -t " + trip.topic() + " --to-earliest ";
        return List.of(reset + "--dry-run", reset + "--execute");
    }

    @Override
    public void run(TourSite site, Checks checks) {
        try (Cluster cluster = site.connect()) {
            OffsetResets resets = new OffsetResets(cluster, clock);
            Groups groups = new Groups(cluster);
            Map<TopicPartition, Long> before = groups.committed(trip.group());
            OffsetPlan plan = resets.plan(new ResetRequest(
                    trip.group(),
                    List.of(new TopicSelection(trip.topic(), Set.of())),
                    new ResetScope.ToEarliest(),
                    false));
            checks.expect("the preview says it will replay", trip.sent().records(), plan.replayed());
            checks.expect("offsets the preview changed", 0, changed(before, groups.committed(trip.group())));
            resets.apply(plan);
        }
        checks.expect(
                "records replayed",
                trip.sent().records(),
                Reading.inGroup(site, trip).records());
    }

    private static long changed(Map<TopicPartition, Long> before, Map<TopicPartition, Long> after) {
        return before.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
                .count();
    }
}
