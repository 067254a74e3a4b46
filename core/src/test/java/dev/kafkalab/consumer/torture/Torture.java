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

/**
 * Runs modes under a load that never ends, kills members, lets others join and leave, and recounts when all is done. Two
 * members always work; a third comes and goes. Each member runs all the modes, so each kill is one for each of them.
 */
final class Torture implements AutoCloseable {
    private static final String GUEST = "c";

    private static final int GLANCE_MILLIS = 5;

    private final Roster roster;
    private final Random random;
    private final Consumer<String> report;
    private final List<ModeRun> runs = new ArrayList<>();
    private final Crew crew;
    private final long startedAt = System.nanoTime();

    Torture(Admin admin, Roster roster, MemberJvm jvm, long seed, Consumer<String> report) throws Exception {
        this.roster = roster;
        this.random = new Random(seed);
        this.report = report;
        for (MemberSettings settings : roster.settings()) {
            runs.add(new ModeRun(admin, settings, seed));
        }
        this.crew = new Crew(roster, jvm, admin);
    }

    /** @param wanted how many kills must have hit a record in flight, in each mode */
    List<TortureResult> run(int wanted) throws Exception {
        crew.join("a");
        crew.join("b");
        for (int tries = 0; counted() < wanted && tries < 3 * wanted + 10 && moves(); tries++) {
            killOne(tries, wanted);
        }
        for (ModeRun run : runs) {
            run.load().close();
        }
        // What a dead member had finished and not committed is still to be handled again, by who may not own it yet.
        for (ModeRun run : runs) {
            while (!run.isDone() && run.moves()) {
                pause(20);
            }
        }
        crew.dismiss();
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        List<TortureResult> results = new ArrayList<>();
        for (ModeRun run : runs) {
            results.add(run.result(crew.histories(run.mode()), crew.findings(), wanted, took));
        }
        return results;
    }

    /** In the mode that has the fewest. */
    private int counted() {
        return runs.stream().mapToInt(ModeRun::counted).min().orElse(0);
    }

    private boolean moves() {
        return runs.stream().allMatch(ModeRun::moves);
    }

    private void killOne(int round, int wanted) throws IOException, InterruptedException {
        List<String> slots = List.copyOf(crew.working().keySet());
        String slot = slots.get(random.nextInt(slots.size()));
        while (crew.working().containsKey(slot) && !hasBegun(slot) && moves()) {
            pause(GLANCE_MILLIS);
        }
        // The first two are one of each, so that even the shortest run has both.
        Moment moment = round == 0 ? Moment.WORK : round == 1 ? Moment.REBALANCE : pick();
        switch (moment) {
            case START -> pause(random.nextInt(30));
            case WORK -> {
                pause(30 + random.nextInt(400));
                awaitInFlight(slot, wanted, 3_000);
            }
            case REBALANCE -> {
                unsettle(slot);
                pause(random.nextInt(250));
                awaitInFlight(slot, wanted, 500);
            }
        }
        if (!crew.working().containsKey(slot)) { // ended by itself, which is a finding
            slot = List.copyOf(crew.working().keySet()).get(0);
        }
        MemberProcess victim = crew.kill(slot);
        for (ModeRun run : runs) {
            run.killed(Kill.of(victim.history(run.mode()), moment), wanted, report);
        }
        boolean replacedAtOnce =
                roster.protocol().equals("classic") && moment != Moment.REBALANCE && random.nextBoolean();
        if (!replacedAtOnce) {
            crew.bury(slot);
        }
        if (!slot.equals(GUEST)) {
            crew.join(slot);
        } else if (replacedAtOnce) {
            crew.bury(slot);
        }
    }

    /** In every mode that lacks kills, if that comes to be in time: a kill between two records says little. */
    private void awaitInFlight(String slot, int wanted, int millis) throws IOException, InterruptedException {
        List<Mode> lacking = runs.stream()
                .filter(run -> run.counted() < wanted)
                .map(ModeRun::mode)
                .toList();
        for (int waited = 0; waited < millis && crew.working().containsKey(slot); waited += GLANCE_MILLIS) {
            MemberProcess member = crew.working().get(slot);
            if (lacking.stream().allMatch(mode -> Kill.isInFlight(member.events(mode)))) {
                return;
            }
            pause(GLANCE_MILLIS);
        }
    }

    private Moment pick() {
        int dice = random.nextInt(10);
        return dice < 2 ? Moment.START : dice < 6 ? Moment.WORK : Moment.REBALANCE;
    }

    /** In every mode. */
    private boolean hasBegun(String slot) {
        MemberProcess member = crew.working().get(slot);
        return roster.modes().stream()
                .allMatch(mode -> member.events(mode).stream().anyMatch(event -> event instanceof Event.Begin));
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

    private void pause(int millis) throws IOException, InterruptedException {
        Thread.sleep(millis);
        crew.observe();
        boolean orphaned = false;
        for (ModeRun run : runs) {
            run.finished(crew.finished(run.mode()));
            orphaned |= run.isOrphaned(report);
        }
        if (orphaned && !crew.isLeaving(GUEST)) {
            unsettle("");
        }
    }

    @Override
    public void close() throws Exception {
        crew.close();
        for (ModeRun run : runs) {
            run.load().close();
        }
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
