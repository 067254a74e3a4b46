package dev.kafkalab.bench.logs;

import dev.kafkalab.bench.Median;
import dev.kafkalab.bench.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** What contestants of one part gave, round by round. Of one thread. */
final class Runs {
    private final String title;
    private final Map<String, List<Map<String, Double>>> byContestant = new LinkedHashMap<>();

    Runs(String title) {
        this.title = title;
    }

    void add(String contestant, Map<String, Double> figures) {
        byContestant.computeIfAbsent(contestant, name -> new ArrayList<>()).add(figures);
    }

    OptionalDouble median(String contestant, String figure) {
        return Median.of(byContestant.getOrDefault(contestant, List.of()).stream()
                .map(run -> run.get(figure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** The median over rounds of how many times the other's figure it was in the same round. */
    OptionalDouble ratio(String contestant, String other, String figure) {
        List<Map<String, Double>> ours = byContestant.getOrDefault(contestant, List.of());
        List<Map<String, Double>> theirs = byContestant.getOrDefault(other, List.of());
        double[] ratios = new double[Math.min(ours.size(), theirs.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] =
                    ours.get(i).getOrDefault(figure, Double.NaN) / theirs.get(i).getOrDefault(figure, Double.NaN);
        }
        return Median.of(ratios);
    }

    String title() {
        return title;
    }

    Table table() {
        List<String> figures = byContestant.values().stream()
                .flatMap(runs -> runs.stream().flatMap(run -> run.keySet().stream()))
                .distinct()
                .sorted()
                .toList();
        List<List<String>> rows = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of(""));
        headings.addAll(figures);
        rows.add(headings);
        byContestant.keySet().forEach(contestant -> {
            List<String> row = new ArrayList<>(List.of(contestant));
            figures.forEach(figure -> row.add(Table.cell("%,.1f", median(contestant, figure))));
            rows.add(row);
        });
        return new Table(rows);
    }
}
