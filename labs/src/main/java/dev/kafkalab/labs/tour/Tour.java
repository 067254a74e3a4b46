package dev.kafkalab.labs.tour;

import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.sandbox.ServerKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Walks through steps one after the other, whatever their checks say, then cleans up. Used by one thread. */
public final class Tour {
    private final TourSite site;
    private final TourListener listener;
    private final Set<ServerKind> broken = EnumSet.noneOf(ServerKind.class);
    private final Deque<TourStep> toCleanUp = new ArrayDeque<>();
    private int passed;
    private int failed;

    public Tour(TourSite site, TourListener listener) {
        this.site = site;
        this.listener = listener;
    }

    /**
     * What came of a tour.
     *
     * @param failed checks that failed, steps that ended with an exception and steps left out because of those
     */
    public record Result(int passed, int failed) {
        public boolean allPassed() {
            return failed == 0;
        }
    }

    /** Runs the steps in this order. Servers go on running when it returns. */
    public Result run(List<TourStep> steps) {
        int number = 0;
        for (TourStep step : steps) {
            number++;
            listener.begins(number, steps.size(), step);
            if (broken.contains(step.server())) {
                failed++;
                listener.skipped(
                        "left out, because an earlier step on " + step.server().id() + " did not come to its end");
            } else {
                run(step);
            }
        }
        cleanUp();
        return new Result(passed, failed);
    }

    private void run(TourStep step) {
        long begun = System.nanoTime();
        toCleanUp.push(step);
        try {
            step.commands(site).forEach(listener::canBeDoneBy);
            step.run(site, this::count);
            listener.drawn(step.drawing());
        } catch (Exception e) {
            broken.add(step.server());
            count(Check.equal("this step", "comes to its end", reason(e)));
        }
        listener.ends(step, Duration.ofNanos(System.nanoTime() - begun));
    }

    private void count(Check check) {
        if (check.passed()) {
            passed++;
        } else {
            failed++;
        }
        listener.checked(check);
    }

    private void cleanUp() {
        while (!toCleanUp.isEmpty()) {
            TourStep step = toCleanUp.pop();
            try {
                step.cleanUp(site);
            } catch (Exception e) {
                listener.leftBehind("what '" + step.title() + "' made: " + reason(e));
            }
        }
    }

    private static String reason(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        String message =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        return e.getClass().getSimpleName() + ": " + message;
    }
}
