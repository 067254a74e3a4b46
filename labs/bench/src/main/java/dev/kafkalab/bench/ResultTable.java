package dev.kafkalab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The medians of one workload, as lines of text. */
final class ResultTable {
    private final Results results;

    ResultTable(Results results) {
        this.results = results;
    }

    /** Aligned columns. */
    List<String> plain(Workload workload) {
        return new Table(rows(workload)).plain();
    }

    List<String> markdown(Workload workload) {
        return new Table(rows(workload)).markdown();
    }

    private List<List<String>> rows(Workload workload) {
        List<List<String>> rows = new ArrayList<>();
        boolean skewed = workload.keys() == Keys.SKEWED;
        rows.add(Stream.of(
                        "",
                        "records/s",
                        "x " + workload.reference(),
                        skewed ? "heavy key/s" : null,
                        "CPU s/M records",
                        "heap MB",
                        "B/record",
                        "offsets/s")
                .filter(Objects::nonNull)
                .toList());
        String name = workload.name();
        for (String contestant : results.contestants(name)) {
            boolean bare = contestant.equals(Contestants.THREADS);
            rows.add(Stream.of(
                            Contestants.title(contestant),
                            Table.cell("%,.0f", results.median(name, contestant, RunResult::rate)),
                            Table.cell("%.2f", results.ratio(name, contestant, workload.reference())),
                            skewed
                                    ? Table.cell("%,.0f", results.median(name, contestant, RunResult::rateOfKey0))
                                    : null,
                            Table.cell("%.2f", results.median(name, contestant, RunResult::cpuSecondsPerMillion)),
                            bare ? "" : Table.cell("%.0f", results.median(name, contestant, RunResult::heapMegabytes)),
                            bare
                                    ? ""
                                    : Table.cell(
                                            "%.0f", results.median(name, contestant, RunResult::allocatedPerRecord)),
                            bare
                                    ? ""
                                    : Table.cell("%.1f", results.median(name, contestant, RunResult::commitsPerSecond)))
                    .filter(Objects::nonNull)
                    .toList());
        }
        return rows;
    }
}
