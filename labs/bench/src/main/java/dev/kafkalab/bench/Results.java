package dev.kafkalab.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What all runs gave. A run with complaints counts nowhere. */
final class Results {
    private final List<RunResult> runs = new ArrayList<>();

    Results() {}

    Results(Collection<RunResult> runs) {
        this.runs.addAll(runs);
    }

    void add(RunResult result) {
        runs.add(result);
    }

    List<RunResult> discarded() {
        return runs.stream().filter(run -> !run.counts()).toList();
    }

    /** Those with a run that counts, in the order they first ran. */
    List<String> contestants(String workload) {
        return runs.stream()
                .filter(run -> run.counts() && run.workload().equals(workload))
                .map(RunResult::contestant)
                .distinct()
                .toList();
    }

    OptionalDouble median(String workload, String contestant, ToDoubleFunction<RunResult> figure) {
        return Median.of(
                counting(workload, contestant).stream().mapToDouble(figure).toArray());
    }

    /**
     * How many times the other's figure: the median over rounds, each compared with the same round of the other, so that
     * what slows the machine for a while slows both.
     */
    OptionalDouble ratio(
            String workload,
            String contestant,
            String otherWorkload,
            String other,
            ToDoubleFunction<RunResult> figure) {
        return Median.of(counting(workload, contestant).stream()
                .flatMap(run -> counting(otherWorkload, other).stream()
                        .filter(base -> base.round() == run.round())
                        .map(base -> figure.applyAsDouble(run) / figure.applyAsDouble(base)))
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** Of records per second. */
    OptionalDouble ratio(String workload, String contestant, String other) {
        return ratio(workload, contestant, workload, other, RunResult::rate);
    }

    int rounds() {
        return runs.stream().mapToInt(RunResult::round).max().orElse(0);
    }

    private List<RunResult> counting(String workload, String contestant) {
        return runs.stream()
                .filter(run -> run.counts()
                        && run.workload().equals(workload)
                        && run.contestant().equals(contestant))
                .toList();
    }
}
