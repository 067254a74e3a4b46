package dev.kafkalab.labs.course.retry;

import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.retry.RetryTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A record that has to wait: in a retry topic of one's own making, and in one that keeps the order of its key. */
final class LaterExercise implements Exercise {
    /** The bank is down for so many attempts. */
    private static final int FAILURES = 2;

    private static final Duration DELAY = Duration.ofMillis(200);

    private enum Way {
        HANDMADE,
        RETRY_TOPICS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String id() {
        return "later";
    }

    private static String orders(LabSite site) {
        return site.name("later-orders");
    }

    private static String group(LabSite site, Way way) {
        return site.name("later-" + way);
    }

    /** Where the loop of one's own making puts what failed. */
    private static String later(LabSite site, Way way) {
        return site.name("later-" + way + "-again");
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab consume -t " + Handling.done(site, id()) + " -e -f '%T %s %k\\n' | grep bob",
                "kafka-lab consume -t " + retryTopic(site) + " -e -f '%o %k %s %h\\n'");
    }

    private static String retryTopic(LabSite site) {
        return RetryTopics.name(orders(site), group(site, Way.RETRY_TOPICS), 1);
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + retryTopic(site)
                + " --from-beginning --formatter-property print.headers=true --timeout-ms 5000");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(1, orders(site), Handling.attempts(site, id()), Handling.done(site, id()));
        Orders.fill(site, orders(site));
        try (Handling handling = new Handling(site, id())) {
            SideBySide.run(List.of(Way.values()), way -> {
                if (way == Way.RETRY_TOPICS && site.cured()) {
                    retryTopics(site, handling);
                } else {
                    handmade(site, way, handling);
                }
            });
        }
    }

    private void handmade(LabSite site, Way way, Handling handling) throws Exception {
        site.createTopics(1, later(site, way));
        Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
        new HandmadeLoop(site, orders(site), group(site, way), order -> {
                    int attempt = tries.computeIfAbsent(order, first -> new AtomicInteger())
                            .incrementAndGet();
                    handling.handleUnlessDown(way, order, fails(order, attempt));
                })
                .puttingOff(later(site, way));
    }

    private void retryTopics(LabSite site, Handling handling) throws Exception {
        Way way = Way.RETRY_TOPICS;
        try (RunningConsumer consumer = site.kafka()
                .consumer(orders(site), new StringDeserializer(), new StringDeserializer())
                .group(group(site, way))
                .startFrom("earliest")
                .ordering(Ordering.BY_KEY)
                .concurrency(3)
                .retryLater(DELAY, DELAY)
                .handle((value, delivery) -> {
                    String order = Orders.of(delivery);
                    handling.handleUnlessDown(way, order, fails(order, delivery.attempt()));
                })
                .start()) {
            Until.met("every order is done", () -> !consumer.isRunning() || handling.done(way) >= Orders.COUNT);
            Until.done(consumer);
        }
    }

    private static boolean fails(String order, int attempt) {
        return order.equals(Orders.BROKEN) && attempt <= FAILURES;
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Ledger attempts = Ledger.of(site, Handling.attempts(site, id()));
        Ledger done = Ledger.of(site, Handling.done(site, id()));
        Table table = Table.of("way", "attempts", "gaps", "done", "overtaken", "others", "lost");
        List<String> drawing = new ArrayList<>();
        for (Way way : Way.values()) {
            Ledger tries = attempts.of(way);
            List<String> sequence = done.of(way).orders();
            long overtaken = overtaken(sequence);
            long others = meanwhile(tries, done.of(way));
            long lost = done.of(way).count().lost();
            String gaps =
                    tries.gaps(Orders.BROKEN).stream().map(String::valueOf).collect(Collectors.joining(" "));
            table.row(
                    way.toString(), tries.times(Orders.BROKEN).size(), gaps, sequence.size(), overtaken, others, lost);
            drawing.add("%-14s%s".formatted(way, drawn(sequence)));
            notes.expect("lost", Expectation.equal(0, lost), way);
            if (way == Way.HANDMADE) {
                notes.expect("overtakes", Expectation.atLeast(1, overtaken), way);
            } else {
                long shortest = tries.gaps(Orders.BROKEN).stream()
                        .mapToLong(gap -> gap)
                        .min()
                        .orElse(0);
                notes.expect("overtaken", Expectation.equal(0, overtaken), way);
                notes.expect("waits", Expectation.atLeast(DELAY.toMillis(), shortest), way);
                notes.expect("others", Expectation.atLeast(1, others), way);
            }
        }
        notes.table(table);
        notes.drawing(drawing);
    }

    /** Later orders of the same customer that were done before the one that had to wait. */
    private static long overtaken(List<String> sequence) {
        int place = sequence.indexOf(Orders.BROKEN);
        return sequence.subList(0, Math.max(0, place)).stream()
                .filter(order -> Orders.customer(order).equals(Orders.customer(Orders.BROKEN)))
                .filter(order -> Orders.offset(order) > Orders.offset(Orders.BROKEN))
                .count();
    }

    /** Later orders of other customers that were done while it waited. */
    private static long meanwhile(Ledger attempts, Ledger done) {
        long last = attempts.times(Orders.BROKEN).stream()
                .mapToLong(millis -> millis)
                .max()
                .orElse(0);
        return done.entries().stream()
                .filter(entry -> !Orders.customer(entry.order()).equals(Orders.customer(Orders.BROKEN)))
                .filter(entry -> Orders.offset(entry.order()) > Orders.offset(Orders.BROKEN))
                .filter(entry -> entry.millis() < last)
                .count();
    }

    /** {@code alice-1} as {@code a1}, what belongs to the key that waits in brackets. */
    private static String drawn(List<String> sequence) {
        return sequence.stream()
                .map(order -> {
                    String mark = order.substring(0, 1) + order.substring(order.indexOf('-') + 1);
                    boolean waits = Orders.customer(order).equals(Orders.customer(Orders.BROKEN));
                    return waits ? "[" + mark + "]" : " " + mark + " ";
                })
                .collect(Collectors.joining(" "));
    }
}
