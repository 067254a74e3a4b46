package dev.kafkalab.consumer.torture;

import dev.kafkalab.consumer.torture.Kill.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Runs one mode under a load that never ends, kills members, lets others join and leave, and recounts when all is done.
 * Two members always work; a third comes and goes.
 */
final class Torture implements AutoCloseable {
    /** So long without a finished record means that the consumers hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final int BACKLOG = 1_500;

    /**
     * So long without a finished record, and another member comes or goes. With static members the cooperative assignor can
     * leave partitions to nobody until the next rebalance: if a member dies between giving them up and saying so, its
     * successor, which owns nothing, has nothing to give up and does not ask for the second half of the rebalance.
     */
    private static final Duration ORPHANED = Duration.ofSeconds(15);

    private static final String GUEST = "c";

    private final Mode mode;
    private final Random random;
    private final Consumer<String> report;
    private final Arena arena;
    private final Load load;
    private final Crew crew;
    private final List<Kill> kills = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final long startedAt = System.nanoTime();
    private long movedAt = System.nanoTime();
    private long nudgedAt = System.nanoTime();
    private long finished;

    Torture(Admin admin, MemberSettings settings, MemberJvm jvm, long seed, Consumer<String> report) throws Exception {
        this.mode = settings.mode();
        this.random = new Random(seed);
        this.report = report;
        this.arena = new Arena(admin, settings);
        arena.prepare();
        this.load = new Load(settings.bootstrapServers(), settings.topic(), BACKLOG, seed);
        this.crew = new Crew(settings, jvm, admin);
    }

    /** @param wanted how many kills must have hit a record in flight */
    TortureResult run(int wanted) throws Exception {
        crew.join("a");
        crew.join("b");
        int counted = 0;
        for (int tries = 0; counted < wanted && tries < 3 * wanted + 10 && moves(); tries++) {
            Kill kill = killOne(counted);
            kills.add(kill);
            counted += kill.counts() ? 1 : 0;
            report.accept("%s  kill %3d/%d  %s%s"
                    .formatted(mode, counted, wanted, kill, kill.counts() ? "" : "  (does not count)"));
        }
        if (counted < wanted) {
            findings.add(new Finding(Finding.Kind.UNEXPECTED, "only " + counted + " kills hit a record in flight"));
        }
        load.close();
        List<Sent> sent = load.sent();
        while (crew.finished() < sent.size() && moves()) {
            pause(20);
        }
        // What a dead member had finished and not committed is still to be handled again, by who may not own it yet.
        while (!arena.notCommitted().isEmpty() && moves()) {
            pause(20);
        }
        crew.dismiss();
        findings.addAll(crew.findings());
        findings.addAll(arena.notCommitted());
        if (mode.inbox() || mode.commit() == Mode.Commit.IN_TRANSACTION) {
            findings.addAll(Effects.recount(mode, sent, arena.effects()));
        }
        Verdict verdict = Recount.of(mode, sent, crew.histories()).and(findings);
        return new TortureResult(
                mode, arena.protocol(), kills, verdict, Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private Kill killOne(int round) throws IOException, InterruptedException {
        List<String> slots = List.copyOf(crew.working().keySet());
        String slot = slots.get(random.nextInt(slots.size()));
        while (crew.working().containsKey(slot) && hasNotBegun(slot) && moves()) {
            pause(2);
        }
        // The first two are one of each, so that even the shortest run has both.
        Moment moment = round == 0 ? Moment.WORK : round == 1 ? Moment.REBALANCE : pick();
        switch (moment) {
            case START -> pause(random.nextInt(30));
            case WORK -> {
                pause(30 + random.nextInt(400));
                awaitInFlight(slot);
            }
            case REBALANCE -> {
                unsettle(slot);
                pause(random.nextInt(250));
            }
        }
        if (!crew.working().containsKey(slot)) { // ended by itself, which is a finding
            slot = List.copyOf(crew.working().keySet()).get(0);
        }
        Kill kill = crew.kill(slot, moment);
        boolean replacedAtOnce =
                arena.protocol().equals("classic") && moment != Moment.REBALANCE && random.nextBoolean();
        if (!replacedAtOnce) {
            crew.bury(slot);
        }
        if (!slot.equals(GUEST)) {
            crew.join(slot);
        } else if (replacedAtOnce) {
            crew.bury(slot);
        }
        return kill;
    }

    /** For a moment at most: a kill between two records says little. */
    private void awaitInFlight(String slot) throws IOException, InterruptedException {
        for (int looks = 0; looks < 50 && crew.working().containsKey(slot); looks++) {
            if (Kill.isInFlight(crew.working().get(slot).events())) {
                return;
            }
            pause(2);
        }
    }

    private Moment pick() {
        int dice = random.nextInt(10);
        return dice < 2 ? Moment.START : dice < 6 ? Moment.WORK : Moment.REBALANCE;
    }

    private boolean hasNotBegun(String slot) {
        return crew.working().get(slot).events().stream().noneMatch(event -> event instanceof Event.Begin);
    }

    /** Lets the third member join, or leave. */
    private void unsettle(String victim) throws IOException {
        if (crew.working().containsKey(GUEST)) {
            if (!victim.equals(GUEST)) {
                crew.sendAway(GUEST);
            }
        } else if (!crew.isLeaving(GUEST)) {
            crew.join(GUEST);
        }
    }

    /** Only partitions without an owner excuse a standstill: with owners the consumers hang, which patience finds out. */
    private void nudge() throws IOException {
        if (!arena.protocol().equals("classic")
                || System.nanoTime() - Math.max(movedAt, nudgedAt) <= ORPHANED.toNanos()
                || crew.isLeaving(GUEST)) {
            return;
        }
        nudgedAt = System.nanoTime();
        List<TopicPartition> orphans = arena.orphans();
        report.accept("%s  nothing finished for %d s, without an owner are %s"
                .formatted(mode, ORPHANED.toSeconds(), orphans));
        if (!orphans.isEmpty()) {
            unsettle("");
        }
    }

    private void pause(int millis) throws IOException, InterruptedException {
        Thread.sleep(millis);
        crew.observe();
        long now = crew.finished();
        if (now > finished) {
            finished = now;
            movedAt = System.nanoTime();
            load.finished(now);
        }
        nudge();
    }

    private boolean moves() {
        return System.nanoTime() - movedAt < PATIENCE.toNanos();
    }

    @Override
    public void close() throws Exception {
        crew.close();
        load.close();
    }

    /** Deletes a folder. */
    static void sweep(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
