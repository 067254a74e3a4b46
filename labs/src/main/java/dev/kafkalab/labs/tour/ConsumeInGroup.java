package dev.kafkalab.labs.tour;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.GroupPartition;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.sandbox.ServerKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Reads everything back in a group and compares it with what was sent; deletes the group in the end. */
final class ConsumeInGroup implements TourStep {
    private final MessageTrip trip;

    ConsumeInGroup(MessageTrip trip) {
        this.trip = trip;
    }

    @Override
    public String title() {
        return "Consume it back in a group";
    }

    @Override
    public ServerKind server() {
        return ServerKind.KAFKA;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of(
                "kafka-lab consume -t " + trip.topic() + " -g " + trip.group() + " -e -f '%p %o %k\\n'",
                "kafka-lab group describe " + trip.group());
    }

    @Override
    public void run(TourSite site, Checks checks) {
        Fingerprint seen = Reading.inGroup(site, trip);
        checks.expect("records read back", trip.sent().records(), seen.records());
        checks.expect("bytes of keys and values", trip.sent().bytes(), seen.bytes());
        checks.expect("the bytes themselves (sum of SHA-256)", trip.sent().contents(), seen.contents());
        int keys = trip.sent().keys();
        checks.expect("keys whose records kept their order", keys + " of " + keys, inOrder(seen) + " of " + keys);
        try (Cluster cluster = site.connect()) {
            long lag = new Groups(cluster)
                    .describe(trip.group()).partitions().stream()
                            .map(GroupPartition::lag)
                            .mapToLong(partition -> partition.orElse(Long.MAX_VALUE))
                            .sum();
            checks.expect("lag of the group", 0, lag);
        }
    }

    private long inOrder(Fingerprint seen) {
        Map<ByteBuffer, ByteBuffer> actual = seen.orders();
        return trip.sent().orders().entrySet().stream()
                .filter(entry -> entry.getValue().equals(actual.get(entry.getKey())))
                .count();
    }

    @Override
    public void cleanUp(TourSite site) {
        try (Cluster cluster = site.connect()) {
            new Groups(cluster).delete(List.of(trip.group()));
        }
    }
}
