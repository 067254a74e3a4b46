package dev.kafkalab.labs.logs.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.logs.chart.LogFigures.Count;
import dev.kafkalab.labs.logs.chart.LogFigures.Durations;
import dev.kafkalab.labs.logs.chart.LogFigures.Point;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String EVIL = "</script><script>alert(1)</script>&amp;\u001B[2J";

    private static LogFigures figures(boolean durations) {
        Optional<Durations> some = durations ? Optional.of(new Durations(900, 12_000, 2_500_000)) : Optional.empty();
        return new LogFigures(
                "access-log",
                1_300,
                5_000_000,
                NOON,
                NOON.plusSeconds(180),
                Duration.ofMinutes(1),
                some,
                List.of(
                        new Point(NOON, 1_000, 4_000_000, List.of(0L, 800L, 100L, 60L, 40L, 0L), some),
                        new Point(NOON.plusSeconds(60), 0, 0, List.of(0L, 0L, 0L, 0L, 0L, 0L), Optional.empty()),
                        new Point(NOON.plusSeconds(120), 300, 1_000_000, List.of(0L, 300L, 0L, 0L, 0L, 0L), some)),
                List.of(new Count("2xx", 1_100), new Count("3xx", 100), new Count("4xx", 60), new Count("5xx", 40)),
                List.of(new Count("/검색", 700), new Count("/a", 500), new Count(EVIL, 100)),
                List.of(new Count("192.0.2.1", 1_300)),
                List.of());
    }

    private static int cells(String text) {
        return text.codePoints().map(c -> c >= 0xAC00 && c <= 0xD7A3 ? 2 : 1).sum();
    }

    private static List<String> lines(LogFigures figures, boolean colours) {
        return new TerminalChart(100, colours, ZoneOffset.UTC, ChartsTest::cells).lines(figures);
    }

    @Test
    void barsLineUpAndFitTheTerminal() {
        List<String> lines = lines(figures(true), false);
        assertThat(lines).allSatisfy(line -> assertThat(cells(line)).isLessThanOrEqualTo(100));
        assertThat(lines.get(0)).startsWith("1,300 requests, 4.8 MB");
        assertThat(lines.get(1)).isEqualTo("durations: p50 900 µs, p95 12.0 ms, p99 2.50 s");
        assertThat(lines.get(4)).startsWith("01-31 12:00  1,000  █").endsWith("900 µs   12.0 ms    2.50 s");
        assertThat(lines.get(5)).isEqualTo("01-31 12:01      0");
        long full = lines.get(4).chars().filter(c -> "█▓▒░".indexOf(c) >= 0).count();
        assertThat(lines.get(6).chars().filter(c -> c == '█').count()).isEqualTo(Math.round(full * 0.3));
        String korean = lines.stream()
                .filter(line -> line.startsWith("/검색"))
                .findFirst()
                .orElseThrow();
        String latin = lines.stream()
                .filter(line -> line.startsWith("/a "))
                .findFirst()
                .orElseThrow();
        assertThat(cells(korean.substring(0, korean.indexOf('█'))))
                .isEqualTo(cells(latin.substring(0, latin.indexOf('█'))));
    }

    @Test
    void coloursAreForTerminalsAndWhatTheLogSaysIsObeyedNowhere() {
        assertThat(String.join("", lines(figures(false), false))).doesNotContain("\u001B");
        assertThat(String.join("", lines(figures(false), true)))
                .contains("\u001B[32m")
                .doesNotContain("\u001B[2J");
    }

    @Test
    void nothingFoundIsSaid() {
        LogFigures none = new LogFigures(
                "a",
                0,
                0,
                NOON,
                NOON,
                Duration.ofSeconds(1),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(lines(none, false)).hasSize(1);
        assertThat(HtmlChart.page(none)).contains("\"requests\":0");
    }

    @Test
    void thePageNeedsNothingAndTheLogIsNoPartOfIt() {
        String page = HtmlChart.page(figures(true));
        assertThat(page).contains("uPlot", "default-src 'none'").doesNotContain("${uplot", "${data");
        assertThat(page).doesNotContain("alert(1)</script>");
        assertThat(page.replaceAll("(?s)<script>.*?</script>", "")).doesNotContainPattern("(src|href)=\"(?!data:)");
        assertThat(HtmlChart.json(figures(true)).at("/paths/2/name").asText()).isEqualTo(EVIL);
    }

    @Test
    void thePictureShowsBarsOfEveryClass() throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(PngChart.draw(figures(true), ZoneOffset.UTC)));
        assertThat(image.getWidth()).isEqualTo(1200);
        int green = 0;
        int red = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                green += (image.getRGB(x, y) & 0xffffff) == 0x2E8B57 ? 1 : 0;
                red += (image.getRGB(x, y) & 0xffffff) == 0xC8453D ? 1 : 0;
            }
        }
        assertThat(green).isGreaterThan(10 * red);
        assertThat(red).isPositive();
    }

    @Test
    void stepsAreThoseThatPeopleThinkIn() {
        assertThat(FigureSearch.step(NOON, NOON)).isEqualTo(Duration.ofSeconds(1));
        assertThat(FigureSearch.step(NOON, NOON.plusSeconds(3600))).isEqualTo(Duration.ofMinutes(1));
        assertThat(FigureSearch.step(NOON, NOON.plusSeconds(4 * 86_400))).isEqualTo(Duration.ofHours(3));
        assertThat(FigureSearch.step(NOON, NOON.plusSeconds(100L * 366 * 86_400)))
                .isEqualTo(Duration.ofDays(364));
    }
}
