package dev.kafkalab.bench;

import dev.kafkalab.bench.BarChart.Bar;
import dev.kafkalab.bench.BarChart.Group;
import java.util.List;
import java.util.Locale;

/** Bars of the ratios to each workload's reference. */
record RatioChart(Results results) {
    /** @param workloads those without results are left out */
    String draw(List<Workload> workloads) {
        return BarChart.draw(workloads.stream()
                .filter(workload -> !results.contestants(workload.name()).isEmpty())
                .map(this::group)
                .toList());
    }

    private Group group(Workload workload) {
        String title = workload.title() + " (records/s, times " + Contestants.title(workload.reference()) + ")";
        return new Group(
                title,
                results.contestants(workload.name()).stream()
                        .map(name -> bar(workload, name))
                        .toList());
    }

    private Bar bar(Workload workload, String name) {
        return new Bar(
                Contestants.title(name),
                results.ratio(workload.name(), name, workload.reference()).orElse(0),
                String.format(
                        Locale.ROOT,
                        "%,.0f/s",
                        results.median(workload.name(), name, RunResult::rate).orElse(0)),
                Contestants.isOurs(name),
                name.equals(workload.reference()));
    }
}
