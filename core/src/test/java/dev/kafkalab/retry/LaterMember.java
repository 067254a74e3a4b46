package dev.kafkalab.retry;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RecordHandler;
import java.time.Duration;
import java.util.Objects;

/** A member of a group in a JVM of its own, which a test kills. Says each attempt on standard output when it ends. */
public final class LaterMember {
    private LaterMember() {}

    /** Which attempts fail; the same in each member. */
    static boolean fails(String key, int number, int attempt) {
        int chance = Math.floorMod(Objects.hash(key, number) * 31, 20);
        return switch (chance) {
            case 0 -> true;
            case 1, 2 -> attempt < 3;
            case 3, 4, 5 -> attempt < 2;
            default -> false;
        };
    }

    /** @param args servers, topic, protocol, commits: {@code each} or {@code never}, how long to work on each record in ms */
    public static void main(String[] args) throws Exception {
        long millis = Long.parseLong(args[4]);
        RecordHandler<String, String> handler = (value, delivery) -> {
            int number = Integer.parseInt(value);
            boolean failed = fails(delivery.key(), number, delivery.attempt());
            say("begin " + delivery.key() + " " + number + " " + delivery.attempt() + " " + failed);
            if (millis > 0) {
                Thread.sleep(millis);
            }
            say("end " + delivery.key() + " " + number + " " + delivery.attempt() + " " + failed);
            if (failed) {
                throw new IllegalStateException("as told");
            }
        };
        var consumer = LaterTopic.consumer(args[0], args[1], handler)
                .property("group.protocol", args[2])
                .ordering(Ordering.BY_KEY)
                .concurrency(8)
                .commit(
                        switch (args[3]) {
                            case "each" -> Commits.each();
                            case "often" -> Commits.afterProcessing().every(Duration.ofMillis(100));
                            default -> Commits.afterProcessing().every(Duration.ofHours(1));
                        });
        if (args[2].equals("classic")) {
            consumer.property("session.timeout.ms", 2000).property("heartbeat.interval.ms", 500);
        }
        consumer.start().awaitStopped();
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
