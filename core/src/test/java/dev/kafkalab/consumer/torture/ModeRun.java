package dev.kafkalab.consumer.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** One mode under torture: its topics, its load, its kills, and whether it moves. For one thread. */
final class ModeRun {
    /** So long without a finished record means that the consumers hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /**
     * So long without a finished record, and another member comes or goes. With static members the cooperative assignor can
     * leave partitions to nobody until the next rebalance: if a member dies between giving them up and saying so, its
     * successor, which owns nothing, has nothing to give up and does not ask for the second half of the rebalance.
     */
    private static final Duration ORPHANED = Duration.ofSeconds(15);

    private static final int BACKLOG = 400;

    private final Mode mode;
    private final Arena arena;
    private final Load load;
    private final List<Kill> kills = new ArrayList<>();
    private long movedAt = System.nanoTime();
    private long nudgedAt = System.nanoTime();
    private long finished;
    private int counted;

    ModeRun(Admin admin, MemberSettings settings, long seed) throws Exception {
        this.mode = settings.mode();
        this.arena = new Arena(admin, settings);
        arena.prepare();
        this.load = new Load(settings.bootstrapServers(), settings.topic(), BACKLOG, seed);
    }

    Mode mode() {
        return mode;
    }

    Load load() {
        return load;
    }

    /** Kills that hit a record of this mode in flight. */
    int counted() {
        return counted;
    }

    void killed(Kill kill, int wanted, Consumer<String> report) {
        kills.add(kill);
        counted += kill.counts() ? 1 : 0;
        report.accept("%-30s kill %3d/%d  %s%s"
                .formatted(mode, counted, wanted, kill, kill.counts() ? "" : "  (does not count)"));
    }

    /** Told how many records are finished by now. */
    void finished(long now) {
        if (now > finished) {
            finished = now;
            movedAt = System.nanoTime();
            load.finished(now);
        }
    }

    /** Of a run that is done nothing is expected. */
    boolean moves() {
        return System.nanoTime() - movedAt < PATIENCE.toNanos();
    }

    /** Only partitions without an owner excuse a standstill: with owners the consumers hang, which patience finds out. */
    boolean isOrphaned(Consumer<String> report) {
        if (!arena.protocol().equals("classic")
                || System.nanoTime() - Math.max(movedAt, nudgedAt) <= ORPHANED.toNanos()) {
            return false;
        }
        nudgedAt = System.nanoTime();
        List<TopicPartition> orphans = arena.orphans();
        report.accept("%s  nothing finished for %d s, without an owner are %s"
                .formatted(mode, ORPHANED.toSeconds(), orphans));
        return !orphans.isEmpty();
    }

    /** Whether all that was sent is done and committed, now that no more is sent. */
    boolean isDone() throws Exception {
        if (finished < load.sentCount() || !arena.notCommitted().isEmpty()) {
            return false;
        }
        movedAt = System.nanoTime(); // others may need longer
        return true;
    }

    TortureResult result(List<History> histories, List<Finding> more, int wanted, Duration took) throws Exception {
        List<Finding> findings = new ArrayList<>(more);
        if (counted < wanted) {
            findings.add(new Finding(Finding.Kind.UNEXPECTED, "only " + counted + " kills hit a record in flight"));
        }
        findings.addAll(arena.notCommitted());
        List<Sent> sent = load.sent();
        if (mode.inbox() || mode.commit() == Mode.Commit.IN_TRANSACTION) {
            findings.addAll(Effects.recount(mode, sent, arena.effects()));
        }
        Verdict verdict = Recount.of(mode, sent, histories).and(findings);
        return new TortureResult(mode, arena.protocol(), kills, verdict, took);
    }
}
