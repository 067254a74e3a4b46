package dev.kafkalab.labs.tour;

import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.ServerStatus;
import java.util.List;
import java.util.Set;

/** Kills the first broker as {@code kill -9} does, repairs the sandbox and looks whether all records are still there. */
final class SurviveKill implements TourStep {
    private static final String BROKER = "kafka-1";

    private final MessageTrip trip;

    SurviveKill(MessageTrip trip) {
        this.trip = trip;
    }

    @Override
    public String title() {
        return "Kill the broker with -9 and bring it back";
    }

    @Override
    public ServerKind server() {
        return ServerKind.KAFKA;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of("kafka-lab sandbox kill " + BROKER, "kafka-lab sandbox up --only kafka");
    }

    @Override
    public void run(TourSite site, Checks checks) {
        site.sandbox().kill(BROKER);
        checks.expect("the broker answers after the kill", false, answers(site));
        site.sandbox()
                .up(site.request(Set.of(ServerKind.KAFKA)), site.progress())
                .values()
                .forEach(failure -> {
                    throw failure;
                });
        checks.expect("the broker answers after the repair", true, answers(site));
        Fingerprint seen = Reading.fromBeginning(site, trip);
        checks.expect("records still there", trip.sent().records(), seen.records());
        checks.expect("the bytes themselves (sum of SHA-256)", trip.sent().contents(), seen.contents());
    }

    private static boolean answers(TourSite site) {
        return site.sandbox().status().stream()
                .filter(status -> status.id().equals(BROKER))
                .anyMatch(ServerStatus::answers);
    }
}
