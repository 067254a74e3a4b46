package dev.kafkalab.labs.tour;

import dev.kafkalab.sandbox.Platform;
import dev.kafkalab.sandbox.ServerKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Which steps a tour has. To add one, write its class and a line here. */
public final class TourPlan {
    private TourPlan() {}

    /**
     * The steps for these servers, Kafka first. Names of topics and tables are new in each call, so that tours at the
     * same time do not meet.
     *
     * @param servers empty means all that run on this platform
     */
    public static List<TourStep> steps(Set<ServerKind> servers, AccessLog log, Clock clock) {
        String id = Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
        EnumSet<ServerKind> kinds =
                EnumSet.copyOf(servers.isEmpty() ? Platform.current().supported() : servers);
        boolean indexes = kinds.containsAll(EnumSet.of(ServerKind.KAFKA, ServerKind.ELASTICSEARCH));
        boolean captures = kinds.containsAll(EnumSet.of(ServerKind.KAFKA, ServerKind.MYSQL));
        boolean issues = kinds.contains(ServerKind.REDIS);
        boolean carries = kinds.containsAll(EnumSet.allOf(ServerKind.class));
        List<TourStep> steps = new ArrayList<>();
        if (kinds.remove(ServerKind.KAFKA)) {
            steps.add(new StartServers(EnumSet.of(ServerKind.KAFKA)));
            steps.addAll(roundTrip(ServerKind.KAFKA, id, log, clock));
        }
        if (!kinds.isEmpty()) {
            steps.add(new StartServers(kinds));
            kinds.forEach(kind -> steps.addAll(roundTrip(kind, id, log, clock)));
        }
        if (captures) {
            steps.add(new CaptureChanges("tour_" + id + "_seat"));
        }
        if (indexes) {
            steps.add(new ChartAccessLog("tour-" + id + "-log", log));
        }
        if (carries) {
            steps.add(new CarryPost("tour-" + id + "-content-", clock));
        }
        if (captures && issues) {
            steps.add(new IssueCoupons("tour-" + id + "-coupon-"));
        }
        return steps;
    }

    private static List<TourStep> roundTrip(ServerKind kind, String id, AccessLog log, Clock clock) {
        return switch (kind) {
            case KAFKA -> {
                MessageTrip trip = new MessageTrip("tour-" + id, log);
                yield List.of(
                        new CreateTopic(trip),
                        new ProduceLines(trip),
                        new ConsumeInGroup(trip),
                        new RewindGroup(trip, clock),
                        new SurviveKill(trip));
            }
            case MYSQL -> List.of(new MySqlRoundTrip("tour_" + id));
            case REDIS -> List.of(new RedisRoundTrip("tour:" + id));
            case MONGO -> List.of(new MongoRoundTrip("tour_" + id));
            case ELASTICSEARCH -> List.of(new ElasticsearchRoundTrip("tour-" + id));
        };
    }
}
