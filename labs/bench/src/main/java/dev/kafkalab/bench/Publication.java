package dev.kafkalab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes tables and chart where the README shows them. */
final class Publication {
    private static final String CHART = "results/consumer.svg";

    private final Path directory;

    /** @param directory the folder labs/bench */
    Publication(Path directory) {
        this.directory = directory;
    }

    /** @param about machine, versions and how often everything ran */
    void publish(Results results, List<String> about) throws IOException {
        Path chart = directory.resolve(CHART);
        Files.createDirectories(chart.getParent());
        // Those with every contestant; the others compare few and are in the tables.
        Files.writeString(chart, new RatioChart(results).draw(Workload.ALL.subList(0, 4)));
        new ReadmeSection("consumer").replace(directory.resolve("README.md"), section(results, about));
    }

    private static List<String> section(Results results, List<String> about) {
        List<String> lines = new ArrayList<>();
        about.forEach(line -> lines.add("- " + line));
        lines.add("");
        lines.add("![Records per second of each contestant, as a ratio](" + CHART + ")");
        List<String> marks = Mark.ALL.stream()
                .map(mark -> mark.judge(results))
                .flatMap(Optional::stream)
                .toList();
        if (!marks.isEmpty()) {
            lines.add("");
            lines.add("What kafka-lab has set itself to reach:");
            lines.add("```");
            lines.addAll(marks);
            lines.add("```");
        }
        ResultTable table = new ResultTable(results);
        for (Workload workload : Workload.ALL) {
            if (!results.contestants(workload.name()).isEmpty()) {
                lines.add("");
                lines.add("### `" + workload.name() + "`: " + workload.title());
                lines.addAll(table.markdown(workload));
            }
        }
        for (RunResult run : results.discarded()) {
            lines.add("");
            lines.add("**Discarded**: round %d of %s, `%s`: %s."
                    .formatted(run.round(), run.workload(), run.contestant(), String.join("; ", run.complaints())));
        }
        return lines;
    }
}
