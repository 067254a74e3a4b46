package dev.kafkalab.bench.content;

import dev.kafkalab.bench.Median;
import dev.kafkalab.bench.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** What all runs gave. One with complaints counts nowhere. */
final class Measurements {
    private final List<Measurement> runs = new ArrayList<>();

    Measurements(Collection<Measurement> runs) {
        this.runs.addAll(runs);
    }

    void add(Measurement run) {
        runs.add(run);
    }

    List<Measurement> discarded() {
        return runs.stream().filter(run -> !run.counts()).toList();
    }

    int rounds() {
        return runs.stream().mapToInt(Measurement::round).max().orElse(0);
    }

    boolean has(Part part) {
        return part.contestants().stream()
                .anyMatch(contestant -> !counting(part.id(), contestant).isEmpty());
    }

    OptionalDouble median(String part, String contestant, String figure) {
        return Median.of(counting(part, contestant).stream()
                .map(run -> run.figures().get(figure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** The median over rounds of how many times the other's figure it was in the same round. */
    OptionalDouble ratio(String part, String contestant, String other, String figure) {
        return Median.of(counting(part, contestant).stream()
                .flatMap(run -> counting(part, other).stream()
                        .filter(base -> base.round() == run.round())
                        .map(base -> value(run, figure) / value(base, figure)))
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray());
    }

    Table table(Part part) {
        List<List<String>> rows = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of("", "x " + part.reference()));
        part.columns().forEach(column -> headings.add(column.heading()));
        rows.add(headings);
        String compared = part.columns().get(0).figure();
        for (String contestant : part.contestants()) {
            if (!counting(part.id(), contestant).isEmpty()) {
                List<String> row = new ArrayList<>(List.of(
                        contestant, Table.cell("%.2f", ratio(part.id(), contestant, part.reference(), compared))));
                part.columns()
                        .forEach(column ->
                                row.add(Table.cell(column.format(), median(part.id(), contestant, column.figure()))));
                rows.add(row);
            }
        }
        return new Table(rows);
    }

    private static double value(Measurement run, String figure) {
        Double value = run.figures().get(figure);
        return value == null ? Double.NaN : value;
    }

    private List<Measurement> counting(String part, String contestant) {
        return runs.stream()
                .filter(run -> run.counts()
                        && run.part().equals(part)
                        && run.contestant().equals(contestant))
                .toList();
    }
}
