package dev.kafkalab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The medians of one workload, as lines of text. */
final class ResultTable {
    private final Results results;

    ResultTable(Results results) {
        this.results = results;
    }

    /** Aligned columns. */
    List<String> plain(Workload workload) {
        List<List<String>> rows = rows(workload);
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> pad(row.get(column), widths[column], column == 0))
                        .collect(Collectors.joining("  ", "  ", ""))
                        .stripTrailing())
                .toList();
    }

    List<String> markdown(Workload workload) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows(workload)) {
            lines.add("| " + String.join(" | ", row) + " |");
            if (lines.size() == 1) {
                lines.add("|---|" + "---:|".repeat(row.size() - 1));
            }
        }
        return lines;
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
                            format("%,.0f", results.median(name, contestant, RunResult::rate)),
                            format("%.2f", results.ratio(name, contestant, workload.reference())),
                            skewed ? format("%,.0f", results.median(name, contestant, RunResult::rateOfKey0)) : null,
                            format("%.2f", results.median(name, contestant, RunResult::cpuSecondsPerMillion)),
                            bare ? "" : format("%.0f", results.median(name, contestant, RunResult::heapMegabytes)),
                            bare ? "" : format("%.0f", results.median(name, contestant, RunResult::allocatedPerRecord)),
                            bare ? "" : format("%.1f", results.median(name, contestant, RunResult::commitsPerSecond)))
                    .filter(Objects::nonNull)
                    .toList());
        }
        return rows;
    }

    private static String format(String format, OptionalDouble figure) {
        return figure.isPresent() ? String.format(Locale.ROOT, format, figure.getAsDouble()) : "-";
    }

    private static String pad(String text, int width, boolean left) {
        String spaces = " ".repeat(width - text.length());
        return left ? text + spaces : spaces + text;
    }
}
