package dev.kafkalab.bench.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdcPublicationTest {
    @TempDir
    private Path directory;

    @Test
    void tablesMarksAndChartOfEveryPartAreWritten() throws Exception {
        Files.copy(Path.of("README.md"), directory.resolve("README.md"));
        CdcResults results = new CdcResults();
        for (Part part : Part.values()) {
            Map<String, Double> figures =
                    part.columns().stream().collect(Collectors.toMap(Part.Column::figure, column -> 7.0));
            part.contestants().forEach(name -> results.add(new CdcResult(part.id(), name, 1, figures, List.of())));
        }
        results.add(new CdcResult("idle", Contestants.LAB, 2, Map.of(), List.of("it fell asleep")));
        new CdcPublication(directory).publish(results, List.of("a machine"));
        assertThat(directory.resolve("README.md"))
                .content()
                .contains("- a machine", "### `drain`", "### `writer`", "| UPDATE alone | 1.00 |", "it fell asleep")
                .contains("drain: rate of lab-outbox / debezium-binlog");
        assertThat(directory.resolve("results/cdc.svg")).content().contains("7.00 CPU %", "</svg>");
    }
}
