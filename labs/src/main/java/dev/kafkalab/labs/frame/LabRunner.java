package dev.kafkalab.labs.frame;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import java.io.IOException;
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
     * @throws KafkaLabException if another process is at work on this lab
     * @throws Exception what an exercise failed with; what it left is taken away by the next run or by {@link #reset}
     */
    public LabResult run() throws Exception {
        return exclusively(() -> {
            takeAway();
            String run = Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
            LabSite site = site(run);
            journal.write(LabJournal.Entry.begin(
                    run,
                    site.bootstrapServers(),
                    clock.instant(),
                    journal.read().hints()));
            LabResult result = walk(site, true);
            journal.write(journal.read().ran(clock.instant(), result));
            return result;
        });
    }

    /**
     * Looks again at what the last run left in the stores.
     *
     * @throws KafkaLabException if there was no run that came to its end
     */
    public LabResult verify() throws Exception {
        return exclusively(() -> {
            LabJournal.Entry entry = journal.read();
            if (entry.run() == null || entry.ran() == null) {
                throw KafkaLabException.precondition("lab " + lab.id()
                        + (entry.run() == null ? " was not run here" : " was cut off")
                        + "; run: kafka-lab lab run " + lab.id());
            }
            LabResult result = walk(site(entry.run()), false);
            journal.write(journal.read().verified(clock.instant(), result));
            return result;
        });
    }

    /** Deletes what the last run left; the user's progress with hints stays. */
    public void reset() throws Exception {
        exclusively(() -> {
            takeAway();
            return Boolean.TRUE;
        });
    }

    private <T> T exclusively(Callable<T> work) throws Exception {
        AutoCloseable held = journal.hold();
        try {
            return work.call();
        } finally {
            held.close();
        }
    }

    private LabSite site(String run) throws IOException {
        Files.createDirectories(journal.folder());
        return sites.apply(run, journal.folder());
    }

    private LabResult walk(LabSite site, boolean anew) throws Exception {
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

    private void takeAway() throws Exception {
        LabJournal.Entry entry = journal.read();
        if (entry.run() == null) {
            return;
        }
        LabSite site = site(entry.run());
        try (Cluster cluster = site.connect()) {
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
        lab.cleanUp(site);
        journal.sweep();
        journal.write(entry.reset());
    }

    private static void delete(Cluster cluster, String group) {
        try {
            cluster.await(cluster.admin().deleteConsumerGroups(List.of(group)).all());
        } catch (GroupIdNotFoundException gone) {
            // falls through: it went with its last member, or with the topics it had offsets of
        }
    }
}
