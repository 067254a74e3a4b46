package dev.kafkalab.bench.cdc;

import static dev.kafkalab.bench.cdc.Contestants.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The four things that are measured. */
enum Part {
    DRAIN(
            "a backlog of outbox rows carried to Kafka",
            List.of(LAB, BINLOG, ENVELOPE, SNAPSHOT),
            LAB,
            Figure.ROWS_PER_SECOND,
            List.of(
                    new Column("rows/s", Figure.ROWS_PER_SECOND, "%,.0f"),
                    new Column("CPU s/M rows", Figure.CPU_PER_MILLION, "%.1f"),
                    new Column("heap MB", Figure.HEAP, "%.0f"),
                    new Column("RSS MB", Figure.RSS, "%.0f"),
                    new Column("s to first row", Figure.START, "%.1f"))),
    LATENCY(
            "from commit to a consumer of committed records, at a steady rate",
            List.of(LAB, DEBEZIUM, DEBEZIUM_10_MS),
            LAB,
            Figure.P50,
            List.of(
                    new Column("p50 ms", Figure.P50, "%.1f"),
                    new Column("p99 ms", Figure.P99, "%.1f"),
                    new Column("most ms", Figure.MOST, "%.0f"),
                    new Column("CPU %", Figure.CPU_SHARE, "%.1f"),
                    new Column("transactions/s", Figure.ROWS_PER_SECOND, "%.0f"))),
    IDLE(
            "with nothing to carry",
            List.of(LAB, DEBEZIUM, DEBEZIUM_10_MS),
            LAB,
            Figure.CPU_SHARE,
            List.of(
                    new Column("CPU %", Figure.CPU_SHARE, "%.2f"),
                    new Column("queries/s", Figure.QUERIES_PER_SECOND, "%.1f"))),
    WRITER(
            "what a writer's transaction takes, four writers at once, each commit on disk",
            List.of(UPDATE, UPDATE_OUTBOX, UPDATE_TRIGGERS),
            UPDATE,
            Figure.P50,
            List.of(
                    new Column("p50 ms", Figure.P50, "%.2f"),
                    new Column("p99 ms", Figure.P99, "%.2f"),
                    new Column("transactions/s", Figure.ROWS_PER_SECOND, "%,.0f")));

    /**
     * A column of the table.
     *
     * @param figure name in the results
     */
    record Column(String heading, String figure, String format) {}

    private final String title;
    private final List<String> contestants;
    private final String reference;
    private final String compared;
    private final List<Column> columns;

    Part(String title, List<String> contestants, String reference, String compared, List<Column> columns) {
        this.title = title;
        this.contestants = contestants;
        this.reference = reference;
        this.compared = compared;
        this.columns = columns;
    }

    static Part named(String name) {
        return Arrays.stream(values())
                .filter(part -> part.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part is called " + name + "; there are: "
                        + Arrays.stream(values()).map(Part::id).collect(Collectors.joining(", "))));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    List<String> contestants() {
        return contestants;
    }

    /** Whom the others are compared with. */
    String reference() {
        return reference;
    }

    /** In which figure. */
    String compared() {
        return compared;
    }

    List<Column> columns() {
        return columns;
    }
}
