package dev.kafkalab.bench.coupon;

import dev.kafkalab.bench.Median;
import dev.kafkalab.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** All runs, and their medians. Of one thread. */
final class Runs {
    private final List<Run> all = new ArrayList<>();

    void add(Run run) {
        all.add(run);
    }

    List<Run> discarded() {
        return all.stream().filter(run -> !run.counts()).toList();
    }

    boolean has(Part part) {
        return all.stream().anyMatch(run -> run.part().equals(part.id()));
    }

    int rounds() {
        return all.stream().mapToInt(Run::round).max().orElse(0);
    }

    OptionalDouble median(Part part, String contestant, ToDoubleFunction<Run> figure) {
        return Median.of(of(part, contestant).stream().mapToDouble(figure).toArray());
    }

    private List<Run> of(Part part, String contestant) {
        return all.stream()
                .filter(Run::counts)
                .filter(run -> run.part().equals(part.id()) && run.contestant().equals(contestant))
                .toList();
    }

    /** The median of the ratios within a round. */
    OptionalDouble ratio(Part part, String contestant, String other) {
        return Median.of(of(part, contestant).stream()
                .flatMapToDouble(run -> of(part, other).stream()
                        .filter(its -> its.round() == run.round())
                        .mapToDouble(its -> run.perSecond() / its.perSecond()))
                .toArray());
    }

    Table table(Part part) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", part == Part.WORKER ? "rows/s" : "requests/s", "x " + part.bare(), "p99 ms"));
        for (String contestant : part.contestants()) {
            OptionalDouble p99 = median(part, contestant, Run::p99Millis);
            rows.add(List.of(
                    contestant,
                    Table.cell("%,.0f", median(part, contestant, Run::perSecond)),
                    Table.cell("%.2f", ratio(part, contestant, part.bare())),
                    p99.isPresent() && p99.getAsDouble() > 0 ? Table.cell("%.1f", p99) : ""));
        }
        return new Table(rows);
    }
}
