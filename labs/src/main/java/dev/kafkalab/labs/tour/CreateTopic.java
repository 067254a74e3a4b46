package dev.kafkalab.labs.tour;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the topic of the tour, and deletes it in the end. */
final class CreateTopic implements TourStep {
    private final MessageTrip trip;

    CreateTopic(MessageTrip trip) {
        this.trip = trip;
    }

    @Override
    public String title() {
        return "Create a topic";
    }

    @Override
    public ServerKind server() {
        return ServerKind.KAFKA;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of("kafka-lab topic create " + trip.topic() + " --partitions " + MessageTrip.PARTITIONS);
    }

    @Override
    public void run(TourSite site, Checks checks) {
        try (Cluster cluster = site.connect()) {
            Topics topics = new Topics(cluster);
            topics.create(new TopicSpec(trip.topic(), Optional.of(MessageTrip.PARTITIONS), Optional.empty(), Map.of()));
            checks.expect(
                    "partitions",
                    MessageTrip.PARTITIONS,
                    topics.describe(List.of(trip.topic())).get(0).partitions().size());
        }
    }

    @Override
    public void cleanUp(TourSite site) {
        try (Cluster cluster = site.connect()) {
            new Topics(cluster).delete(List.of(trip.topic()));
        }
    }
}
