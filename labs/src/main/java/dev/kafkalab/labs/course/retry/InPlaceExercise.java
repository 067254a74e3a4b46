package dev.kafkalab.labs.course.retry;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.deadletters.DeadLetterFilter;
import dev.kafkalab.deadletters.DeadLetters;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.retry.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The same twelve orders, one of which cannot be handled, for consumers that differ in what they do about it. */
final class InPlaceExercise implements Exercise {
    static final String ID = "place";

    @Override
    public String id() {
        return ID;
    }

    static String orders(LabSite site) {
        return site.name("place-orders");
    }

    private static String letters(LabSite site) {
        return orders(site) + Recovery.SUFFIX;
    }

    /** Where the application's own recovery puts what failed. */
    static String aside(LabSite site) {
        return site.name("place-aside");
    }

    static String group(LabSite site, InPlaceWay way) {
        return site.name("place-" + way);
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab group describe " + group(site, InPlaceWay.INSIST),
                "kafka-lab consume -t " + Handling.attempts(site, id()) + " -e -f '%T %s %k\\n' | grep "
                        + Orders.BROKEN,
                "kafka-lab dlt show -t " + letters(site));
    }

    @Override
    public List<String> scripts(LabSite site) {
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-consumer-groups.sh" + at + " --describe --group " + group(site, InPlaceWay.INSIST),
                "kafka-console-consumer.sh" + at + " --topic " + letters(site)
                        + " --from-beginning --formatter-property print.headers=true --timeout-ms 5000");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(
                1, orders(site), letters(site), aside(site), Handling.attempts(site, id()), Handling.done(site, id()));
        Orders.fill(site, orders(site));
        try (Handling handling = new Handling(site, id())) {
            SideBySide.run(List.of(InPlaceWay.values()), way -> new InPlaceRun(site, way, handling).run());
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Ledger attempts = Ledger.of(site, Handling.attempts(site, id()));
        Ledger done = Ledger.of(site, Handling.done(site, id()));
        List<String> aside = EffectCount.keys(site, aside(site));
        List<String> letterGroups = letterGroups(site);
        Table table = Table.of("way", "attempts", "gaps", "done", "kept", "waiting", "lost");
        long open = 0;
        for (InPlaceWay way : InPlaceWay.values()) {
            Ledger tries = attempts.of(way);
            List<String> mine =
                    letterGroups.stream().filter(group(site, way)::equals).toList();
            long kept = way == InPlaceWay.OWN_RECOVERY ? aside.size() : mine.size();
            long waiting = site.lag(group(site, way));
            long finished = Orders.COUNT - done.of(way).count().lost();
            long lost = Orders.COUNT - finished - kept - waiting;
            int count = tries.times(Orders.BROKEN).size();
            table.row(
                    way.toString(), count, way == InPlaceWay.INSIST ? "" : gaps(tries), finished, kept, waiting, lost);
            if (way == InPlaceWay.IGNORE) {
                notes.expect("loses", Expectation.atLeast(1, lost), way);
            } else if (way == InPlaceWay.INSIST) {
                notes.expect("blocks", Expectation.equal(Orders.COUNT - Orders.offset(Orders.BROKEN), waiting), way);
            } else {
                notes.expect("attempts", Expectation.equal(way.attempts(), count), way);
                if (way.keeps()) {
                    notes.expect("kept", Expectation.equal(1, kept), way);
                }
                open += lost + waiting;
            }
            if (!way.delays().isEmpty()) {
                notes.expect("gaps", atLeast(way.delays(), tries.gaps(Orders.BROKEN)), way);
            }
        }
        notes.expect("open", Expectation.equal(0, open));
        notes.expect("behind", Expectation.equal(0, passed(attempts, done)), InPlaceWay.STOP);
        notes.table(table);
    }

    private static List<String> letterGroups(LabSite site) {
        List<String> groups = new ArrayList<>();
        try (Cluster cluster = site.connect()) {
            new DeadLetters(cluster, site.clientProperties())
                    .read(letters(site), DeadLetterFilter.all(), OptionalLong.empty(), (letter, redriven) -> {
                        letter.group().ifPresent(groups::add);
                        return true;
                    });
        }
        return groups;
    }

    private static String gaps(Ledger attempts) {
        return attempts.gaps(Orders.BROKEN).stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static Expectation atLeast(List<Duration> delays, List<Long> gaps) {
        return new Expectation(
                "≥ "
                        + delays.stream()
                                .map(Duration::toMillis)
                                .map(String::valueOf)
                                .collect(Collectors.joining(" ")),
                gaps.isEmpty() ? "–" : gaps.stream().map(String::valueOf).collect(Collectors.joining(" ")),
                gaps.size() == delays.size()
                        && IntStream.range(0, gaps.size())
                                .allMatch(i -> gaps.get(i) >= delays.get(i).toMillis()));
    }

    /** Orders behind the one that failed that were done before it was tried again. */
    private static long passed(Ledger attempts, Ledger done) {
        List<Long> tries = attempts.of(InPlaceWay.STOP).times(Orders.BROKEN);
        long again = tries.size() < 2 ? Long.MAX_VALUE : tries.get(1);
        return done.of(InPlaceWay.STOP).entries().stream()
                .filter(entry -> Orders.offset(entry.order()) > Orders.offset(Orders.BROKEN))
                .filter(entry -> entry.millis() < again)
                .count();
    }
}
