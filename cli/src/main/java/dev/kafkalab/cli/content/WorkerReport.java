package dev.kafkalab.cli.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.consumer.Progress;
import dev.kafkalab.health.Health;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.Worker;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells people how workers get on: on a screen one line that is drawn again and again, elsewhere a line whenever the health of
 * one changes. Of one thread.
 */
final class WorkerReport {
    private static final long GLANCE_NANOS = 500_000_000;
    private static final String ERASE_LINE = "\r\u001B[K";
    /** A line that is broken cannot be erased. */
    private static final int LONGEST = 110;

    private final CommandContext context;
    private final Map<Worker, Health> health = new EnumMap<>(Worker.class);
    private long lookedAt = System.nanoTime() - GLANCE_NANOS;
    private long handled;
    private boolean drawn;

    WorkerReport(CommandContext context) {
        this.context = context;
    }

    void show(List<RunningWorker> workers) {
        long now = System.nanoTime();
        if (now - lookedAt < GLANCE_NANOS) {
            return;
        }
        for (RunningWorker worker : workers) {
            note(worker.worker(), worker.health());
        }
        long before = handled;
        handled = workers.stream()
                .mapToLong(worker -> worker.progress().handled())
                .sum();
        if (context.showsProgress()) {
            draw(workers, Math.round((handled - before) * 1e9 / (now - lookedAt)));
        }
        lookedAt = now;
    }

    private void note(Worker worker, Health now) {
        Health before = health.put(worker, now);
        boolean told = before != null && before.status() != Health.Status.UP;
        if (now.status() != Health.Status.UP && (!told || before.status() != now.status())) {
            say(worker, now.status() + ", " + now.reasons().get(0));
        } else if (now.status() == Health.Status.UP && told) {
            say(worker, "UP again");
        }
    }

    private void say(Worker worker, String what) {
        erase();
        context.say(worker.id() + ": " + what.lines().findFirst().orElse(""));
    }

    private void draw(List<RunningWorker> workers, long rate) {
        String line = workers.stream()
                        .map(worker -> worker.worker().id() + " " + figures(worker.progress()))
                        .collect(Collectors.joining(" · "))
                + String.format(Locale.ROOT, ", %,d/s", rate);
        drawn = true;
        context.err().print(ERASE_LINE + (line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…"));
        context.err().flush();
    }

    private static String figures(Progress progress) {
        return String.format(Locale.ROOT, "%,d (%,d left)", progress.handled(), progress.lag());
    }

    void erase() {
        if (drawn) {
            drawn = false;
            context.err().print(ERASE_LINE);
            context.err().flush();
        }
    }

    void summary(RunningWorker worker) {
        Progress progress = worker.progress();
        context.say("%s: %,d %s%s"
                .formatted(
                        worker.worker().id(),
                        progress.handled(),
                        progress.handled() == 1 ? "event" : "events",
                        progress.failures() == 0 ? "" : ", %,d failed attempts".formatted(progress.failures())));
    }
}
