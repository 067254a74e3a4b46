package dev.kafkalab.bench.cdc;

import dev.kafkalab.bench.BarChart;
import dev.kafkalab.bench.BarChart.Bar;
import dev.kafkalab.bench.BarChart.Group;
import dev.kafkalab.bench.ReadmeSection;
import dev.kafkalab.bench.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes tables and chart where the README shows them.
 *
 * @param directory the folder labs/bench
 */
record CdcPublication(Path directory) {
    private static final String CHART = "results/cdc.svg";

    /** @param about machine, versions and how often everything ran */
    void publish(CdcResults results, List<String> about) throws IOException {
        Path chart = directory.resolve(CHART);
        Files.createDirectories(chart.getParent());
        Files.writeString(chart, BarChart.draw(groups(results)));
        new ReadmeSection("cdc").replace(directory.resolve("README.md"), section(results, about));
    }

    private static List<Group> groups(CdcResults results) {
        return Arrays.stream(Part.values())
                .filter(part -> !results.contestants(part).isEmpty())
                .map(part -> new Group(
                        part.id() + ", " + part.columns().get(0).heading() + ": " + part.title(),
                        results.contestants(part).stream()
                                .map(name -> bar(results, part, name))
                                .toList()))
                .toList();
    }

    private static Bar bar(CdcResults results, Part part, String name) {
        Part.Column first = part.columns().get(0);
        return new Bar(
                Contestants.title(name),
                results.ratio(part, name, part.reference(), part.compared()).orElse(0),
                Table.cell(first.format(), results.median(part, name, first.figure())) + " " + first.heading(),
                Contestants.isOurs(name),
                name.equals(part.reference()));
    }

    private static List<String> section(CdcResults results, List<String> about) {
        List<String> lines = new ArrayList<>();
        about.forEach(line -> lines.add("- " + line));
        lines.add("");
        lines.add("![Each contestant as a ratio](" + CHART + ")");
        List<String> marks = CdcMark.ALL.stream()
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
        for (Part part : Part.values()) {
            if (!results.contestants(part).isEmpty()) {
                lines.add("");
                lines.add("### `" + part.id() + "`: " + part.title());
                lines.addAll(results.table(part).markdown());
            }
        }
        for (CdcResult run : results.discarded()) {
            lines.add("");
            lines.add("**Discarded**: round %d of %s, `%s`: %s."
                    .formatted(run.round(), run.part(), run.contestant(), String.join("; ", run.complaints())));
        }
        return lines;
    }
}
