package dev.kafkalab.bench.cdc;

import dev.kafkalab.bench.Median;
import dev.kafkalab.bench.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** What all runs gave. A run with complaints counts nowhere. */
final class CdcResults {
    private final List<CdcResult> runs = new ArrayList<>();

    CdcResults() {}

    CdcResults(Collection<CdcResult> runs) {
        this.runs.addAll(runs);
    }

    void add(CdcResult result) {
        runs.add(result);
    }

    List<CdcResult> discarded() {
        return runs.stream().filter(run -> !run.counts()).toList();
    }

    /** Those with a run that counts. */
    List<String> contestants(Part part) {
        return part.contestants().stream()
                .filter(name -> !counting(part, name).isEmpty())
                .toList();
    }

    OptionalDouble median(Part part, String contestant, String figure) {
        return Median.of(counting(part, contestant).stream()
                .map(run -> run.figures().get(figure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** How many times the other's figure: the median over rounds, each compared with the same round of the other. */
    OptionalDouble ratio(Part part, String contestant, String other, String figure) {
        return Median.of(counting(part, contestant).stream()
                .flatMap(run -> counting(part, other).stream()
                        .filter(base -> base.round() == run.round())
                        .map(base -> value(run, figure) / value(base, figure)))
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray());
    }

    int rounds() {
        return runs.stream().mapToInt(CdcResult::round).max().orElse(0);
    }

    Table table(Part part) {
        List<List<String>> rows = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of("", "x " + part.reference()));
        part.columns().forEach(column -> headings.add(column.heading()));
        rows.add(headings);
        for (String contestant : contestants(part)) {
            List<String> row = new ArrayList<>(List.of(
                    Contestants.title(contestant),
                    Table.cell("%.2f", ratio(part, contestant, part.reference(), part.compared()))));
            part.columns()
                    .forEach(column -> row.add(Table.cell(column.format(), median(part, contestant, column.figure()))));
            rows.add(row);
        }
        return new Table(rows);
    }

    private static double value(CdcResult run, String figure) {
        Double value = run.figures().get(figure);
        return value == null ? Double.NaN : value;
    }

    private List<CdcResult> counting(Part part, String contestant) {
        return runs.stream()
                .filter(run -> run.counts()
                        && run.part().equals(part.id())
                        && run.contestant().equals(contestant))
                .toList();
    }
}
