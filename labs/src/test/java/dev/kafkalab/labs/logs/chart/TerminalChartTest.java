package dev.kafkalab.labs.logs.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.logs.chart.LogFigures.Count;
import dev.kafkalab.labs.logs.chart.LogFigures.Durations;
import dev.kafkalab.labs.logs.chart.LogFigures.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the figures are, the text lines up, fits, and obeys nobody. */
class TerminalChartTest {
    private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");
    private static final int POINTS = 60;

    private static LogFigures figures(Optional<Durations> durations) {
        List<Point> points = IntStream.range(0, POINTS)
                .mapToObj(i -> new Point(
                        START.plusSeconds(60L * i),
                        40L * i + 1,
                        1_000L * i,
                        List.of(0L, 40L * i, 0L, 1L, 0L, 0L),
                        durations))
                .toList();
        return new LogFigures(
                "access-log",
                points.stream().mapToLong(Point::requests).sum(),
                5_000,
                START,
                START.plusSeconds(60L * POINTS),
                Duration.ofMinutes(1),
                durations,
                points,
                List.of(new Count("2xx", 900), new Count("4xx", 100)),
                List.of(
                        new Count("/콘텐츠/7", 500_000),
                        new Count("/\u001B[31mred", 300),
                        new Count("/" + "long".repeat(60), 1)),
                List.of(),
                List.of());
    }

    private static int cells(String text) {
        return text.codePoints().map(c -> c >= 0xAC00 && c <= 0xD7A3 ? 2 : 1).sum();
    }

    private static List<String> lines(LogFigures figures, int columns, boolean colours) {
        return new TerminalChart(columns, colours, ZoneOffset.UTC, TerminalChartTest::cells).lines(figures);
    }

    private static List<String> times(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("01-31 ")).toList();
    }

    private static int bar(String line) {
        return (int) line.chars().filter(c -> "█▓▒░".indexOf(c) >= 0).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 160})
    void everythingLinesUpAndFits(int columns) {
        for (Optional<Durations> durations :
                List.of(Optional.<Durations>empty(), Optional.of(new Durations(900, 2_500, 40_000)))) {
            List<String> lines = lines(figures(durations), columns, false);
            assertThat(lines).allSatisfy(line -> assertThat(cells(line)).isLessThanOrEqualTo(columns));
            List<String> times = times(lines);
            assertThat(times).hasSize(POINTS);
            assertThat(times.stream().map(line -> line.split("[█▓▒░]", 2)[0].length()))
                    .containsOnly(20);
            assertThat(bar(times.get(POINTS - 1)))
                    .as("the highest")
                    .isEqualTo(times.stream()
                            .mapToInt(TerminalChartTest::bar)
                            .max()
                            .orElse(0))
                    .isGreaterThan(columns / 4);
            assertThat(bar(times.get(0))).as("one of thousands").isEqualTo(1);
        }
    }

    @Test
    void topsShareAScaleAndLongNamesAreCut() {
        List<String> lines = lines(figures(Optional.empty()), 100, false);
        String most = lines.stream()
                .filter(line -> line.startsWith("/콘텐츠/7 "))
                .findFirst()
                .orElseThrow();
        String cut = lines.stream()
                .filter(line -> line.startsWith("/long"))
                .findFirst()
                .orElseThrow();
        assertThat(cut).contains("…");
        assertThat(bar(cut)).isEqualTo(1);
        assertThat(bar(most)).isGreaterThan(20);
        assertThat(cells(most.substring(0, most.indexOf('█')))).isEqualTo(cells(cut.substring(0, cut.indexOf('█'))));
    }

    @Test
    void aClassOfStatusHasItsColourOnATerminalAlone() {
        assertThat(String.join("\n", lines(figures(Optional.empty()), 80, false)))
                .doesNotContain("\u001B");
        assertThat(String.join("\n", lines(figures(Optional.empty()), 80, true)))
                .contains("\u001B[32m█", "\u001B[33m█");
    }

    @Test
    void nothingThatStandsInALogReachesTheTerminalAsACommand() {
        assertThat(String.join("\n", lines(figures(Optional.empty()), 80, true)))
                .contains("/\uFFFD[31mred")
                .doesNotContain("\u001B[31mred");
    }

    @Test
    void durationsAreShownWhereThereAreAny() {
        assertThat(lines(figures(Optional.empty()), 80, false)).noneMatch(line -> line.contains("p95"));
        assertThat(lines(figures(Optional.of(new Durations(900, 2_500, 40_000))), 80, false))
                .anyMatch(line -> line.startsWith("durations: p50 900 µs"));
    }
}
