package dev.kafkalab.labs.frame;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.frame.LabJournal.PastRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Runs a lab, verifies what a run left, and takes it away again. Each lab at most once at a time on this machine; a run
 * begins by taking away what the one before left, also if that was cut off.
 *
 * <p>Used by one thread.
 */
public final class LabRunner {
    private final Lab lab;
    private final LabJournal journal;
    private final LabTexts texts;
    private final LabListener listener;
    private final Clock clock;
    private final BiFunction<String, Path, LabSite> sites;

    /**
     * @param sites makes the site of the run of that name, with that folder; starts servers if need be
     */
    public LabRunner(
            Lab lab,
            LabJournal journal,
            LabTexts texts,
            LabListener listener,
            Clock clock,
            BiFunction<String, Path, LabSite> sites) {
        this.lab = lab;
        this.journal = journal;
        this.texts = texts;
        this.listener = listener;
        this.clock = clock;
        this.sites = sites;
    }

    /**
     * Does every exercise and looks at what came of it.
     *
     * @throws KafkaLabException if another process is at work on this lab, or the brokers ceased to answer
     * @throws Exception what an exercise failed with; what it left is taken away by the next run or by {@link #reset}
     */
    public LabResult run() throws Exception {
        String run = Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
        return exclusively(() -> at(run, site -> {
            PastRun now = new PastRun(run, site.bootstrapServers(), clusterOf(site));
            List<PastRun> elsewhere = takeAway(site, now);
            journal.sweep();
            journal.write(journal.read().reset(elsewhere).begin(now, clock.instant()));
            LabResult result = walk(site, true);
            journal.write(journal.read().ran(clock.instant(), result));
            return result;
        }));
    }

    /**
     * Looks again at what the last run left in the stores.
     *
     * @throws KafkaLabException if there was no run that came to its end, or it was on another cluster
     */
    public LabResult verify() throws Exception {
        return exclusively(() -> {
            LabJournal.Entry entry = journal.read();
            if (entry.run() == null || entry.ran() == null) {
                throw KafkaLabException.precondition("lab " + lab.id()
                        + (entry.run() == null ? " was not run here" : " was cut off")
                        + "; run: kafka-lab lab run " + lab.id());
            }
            return at(entry.run(), site -> {
                PastRun last = entry.runs().get(0);
                if (!last.isAt(site.bootstrapServers(), clusterOf(site))) {
                    throw elsewhere(site, List.of(last));
                }
                LabResult result = walk(site, false);
                journal.write(journal.read().verified(clock.instant(), result));
                return result;
            });
        });
    }

    /**
     * Deletes what runs left on this cluster; the user's progress with hints stays.
     *
     * @return the brokers of other clusters on which runs left something too
     * @throws KafkaLabException if they left nothing here, but elsewhere
     */
    public List<String> reset() throws Exception {
        return exclusively(() -> {
            List<PastRun> runs = journal.read().runs();
            if (runs.isEmpty()) {
                return List.of();
            }
            return at(runs.get(0).run(), site -> {
                List<PastRun> left = takeAway(site, new PastRun("", site.bootstrapServers(), clusterOf(site)));
                if (left.size() == runs.size()) {
                    throw elsewhere(site, left);
                }
                journal.sweep();
                journal.write(journal.read().reset(left));
                return left.stream().map(PastRun::servers).distinct().toList();
            });
        });
    }

    /** Forgets all runs, and leaves what they left: for clusters that are gone. Asks no server. */
    public void forget() throws Exception {
        exclusively(() -> {
            journal.sweep();
            journal.write(journal.read().reset(List.of()));
            return Boolean.TRUE;
        });
    }

    private KafkaLabException elsewhere(LabSite site, List<PastRun> runs) {
        return KafkaLabException.precondition(
                "the last run of lab %1$s is on %2$s, not on %3$s; name its brokers with -b, or if they are gone: kafka-lab lab reset %1$s --forget"
                        .formatted(lab.id(), runs.get(0).servers(), site.bootstrapServers()));
    }

    private static String clusterOf(LabSite site) {
        Cluster cluster = site.cluster();
        return String.valueOf(cluster.await(cluster.admin().describeCluster().clusterId()));
    }

    private <T> T exclusively(Callable<T> work) throws Exception {
        AutoCloseable held = journal.hold();
        try {
            return work.call();
        } finally {
            held.close();
        }
    }

    /** What is done at the site of a run. */
    @FunctionalInterface
    private interface Visit<T> {
        T at(LabSite site) throws Exception;
    }

    private <T> T at(String run, Visit<T> visit) throws Exception {
        Files.createDirectories(journal.folder());
        LabSite site = sites.apply(run, journal.folder());
        try (OpenThings open = site.open()) {
            return visit.at(site);
        }
    }

    private LabResult walk(LabSite site, boolean anew) throws Exception {
        try {
            return walkThrough(site, anew);
        } catch (Exception e) {
            throw new CutOff(lab.id(), site).explained(e);
        }
    }

    private LabResult walkThrough(LabSite site, boolean anew) throws Exception {
        long begun = System.nanoTime();
        listener.begins(lab.id(), texts.text("title"), texts.text("about"));
        int passed = 0;
        int failed = 0;
        int number = 0;
        for (Exercise exercise : lab.exercises()) {
            number++;
            listener.exercise(
                    number,
                    lab.exercises().size(),
                    texts.text(exercise.id() + ".title"),
                    texts.text(exercise.id() + ".predict"),
                    exercise.commands(site),
                    exercise.scripts(site));
            if (anew) {
                exercise.run(site);
            }
            Observation seen = new Observation();
            exercise.observe(site, seen);
            listener.why(texts.text(exercise.id() + ".why"));
            seen.checks.forEach(listener::checked);
            int bad =
                    (int) seen.checks.stream().filter(check -> !check.passed()).count();
            failed += bad;
            passed += seen.checks.size() - bad;
        }
        LabResult result = new LabResult(lab.id(), passed, failed, Duration.ofNanos(System.nanoTime() - begun));
        listener.ends(result, texts.text("next").lines().toList());
        return result;
    }

    /** Checks are kept until the reason was told. */
    private final class Observation implements Notes {
        private final List<Check> checks = new ArrayList<>();

        @Override
        public void table(Table table) {
            listener.observed(
                    table,
                    table.columns().stream()
                            .map(column -> texts.text("column." + column))
                            .toList());
        }

        @Override
        public void drawing(List<String> lines) {
            listener.observed(lines);
        }

        @Override
        public void picture(Path file) {
            listener.observed(file);
        }

        @Override
        public void expect(String key, Expectation expectation, Object... values) {
            checks.add(new Check(texts.text("check." + key, values), expectation));
        }

        @Override
        public String text(String key, Object... values) {
            return texts.text("note." + key, values);
        }
    }

    /**
     * Deletes what runs before left on this cluster.
     *
     * @return the runs on other clusters
     */
    private List<PastRun> takeAway(LabSite site, PastRun here) throws Exception {
        List<PastRun> runs = journal.read().runs();
        List<PastRun> ours = runs.stream()
                .filter(run -> run.isAt(here.servers(), here.cluster()))
                .toList();
        for (PastRun run : ours) {
            LabSite then = site.of(run.run());
            deleteTopicsAndGroups(then);
            lab.cleanUp(then);
        }
        return runs.stream().filter(run -> !ours.contains(run)).toList();
    }

    private static void deleteTopicsAndGroups(LabSite site) {
        Cluster cluster = site.cluster();
        List<String> topics = cluster.await(cluster.admin().listTopics().names()).stream()
                .filter(name -> name.startsWith(site.prefix()))
                .toList();
        cluster.await(cluster.admin().deleteTopics(topics).all());
        List<String> groups = cluster.await(cluster.admin().listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(name -> name.startsWith(site.prefix()))
                .toList();
        // A run that was cut off may have left members whose sessions have not ended yet.
        groups.forEach(group -> DeadMembers.remove(site, group));
        groups.forEach(group -> delete(cluster, group));
    }

    private static void delete(Cluster cluster, String group) {
        try {
            cluster.await(cluster.admin().deleteConsumerGroups(List.of(group)).all());
        } catch (GroupIdNotFoundException gone) {
            // falls through: it went with its last member, or with the topics it had offsets of
        }
    }
}
