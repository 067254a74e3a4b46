package dev.kafkalab.labs.logs.chart;

import dev.kafkalab.labs.logs.chart.LogFigures.Count;
import dev.kafkalab.labs.logs.chart.LogFigures.Durations;
import dev.kafkalab.labs.logs.chart.LogFigures.Point;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Figures as lines of text: bars that line up.
 *
 * @param columns how many cells wide
 * @param colours whether the terminal shows colours
 * @param zone of the times
 * @param width how many cells a text takes
 */
public record TerminalChart(int columns, boolean colours, ZoneId zone, ToIntFunction<String> width) {
    private static final String PLAIN = "\u001B[0m";
    /** Of the classes of a status: grey, green, cyan, yellow, red, grey. */
    private static final List<String> COLOURS =
            List.of("\u001B[90m", "\u001B[32m", "\u001B[36m", "\u001B[33m", "\u001B[31m", "\u001B[90m");
    /** Where there are no colours. */
    private static final String[] MARKS = {"·", "█", "▓", "▒", "░", "·"};

    private static final String BAR = "█";
    private static final int LONGEST_NAME = 44;

    /** Everything, a line each. */
    public List<String> lines(LogFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add("%s requests, %s, %s to %s"
                .formatted(
                        Units.count(figures.requests()), Units.bytes(figures.bytes()), figures.from(), figures.to()));
        figures.durations().ifPresent(all -> lines.add("durations: " + text(all)));
        if (figures.requests() == 0) {
            return lines;
        }
        time(figures, lines);
        top("status", figures.statuses(), true, lines);
        top("paths", figures.paths(), false, lines);
        top("clients", figures.clients(), false, lines);
        top("agents", figures.agents(), false, lines);
        return lines;
    }

    private static String text(Durations durations) {
        return "p50 %s, p95 %s, p99 %s"
                .formatted(Units.micros(durations.p50()), Units.micros(durations.p95()), Units.micros(durations.p99()));
    }

    private void time(LogFigures figures, List<String> lines) {
        lines.add("");
        lines.add("requests each " + Units.step(figures.step()) + legend(figures));
        long most = figures.points().stream().mapToLong(Point::requests).max().orElse(1);
        List<String> labels = figures.points().stream()
                .map(point -> Units.time(point.time(), figures.step(), zone))
                .toList();
        int counts = Units.count(most).length();
        boolean durations = figures.durations().isPresent();
        int room = Math.max(10, columns - longest(labels) - counts - 4 - (durations ? 34 : 12));
        for (int i = 0; i < labels.size(); i++) {
            Point point = figures.points().get(i);
            String behind = durations ? behind(point.durations()) : Units.bytes(point.bytes());
            lines.add("%s  %s  %s  %s"
                    .formatted(
                            left(labels.get(i), longest(labels)),
                            right(Units.count(point.requests()), counts),
                            stacked(point, most, room),
                            behind)
                    .stripTrailing());
        }
    }

    private static String behind(Optional<Durations> durations) {
        return durations
                .map(all -> String.format(
                        Locale.ROOT,
                        "%9s %9s %9s",
                        Units.micros(all.p50()),
                        Units.micros(all.p95()),
                        Units.micros(all.p99())))
                .orElse("");
    }

    private String legend(LogFigures figures) {
        StringBuilder legend = new StringBuilder("  ");
        for (Count status : figures.statuses()) {
            int i = LogFigures.CLASSES.indexOf(status.name());
            legend.append(' ')
                    .append(paint(colours ? BAR : MARKS[i], i))
                    .append(' ')
                    .append(status.name());
        }
        return legend + (figures.durations().isPresent() ? "   then p50, p95, p99" : "   then bytes");
    }

    /** Each class gets the cells of its share, so that the bar is as long as the whole. */
    private String stacked(Point point, long most, int room) {
        StringBuilder bar = new StringBuilder();
        long sum = 0;
        int drawn = 0;
        for (int i = 0; i < point.byClass().size(); i++) {
            sum += point.byClass().get(i);
            int to = cells(sum, most, room);
            bar.append(paint((colours ? BAR : MARKS[i]).repeat(to - drawn), i));
            drawn = to;
        }
        return bar + " ".repeat(room - drawn);
    }

    /** What is not nothing is seen. */
    private static int cells(long count, long most, int room) {
        return count == 0 ? 0 : Math.max(1, (int) Math.round((double) count / most * room));
    }

    private String paint(String text, int status) {
        return colours && !text.isEmpty() ? COLOURS.get(status) + text + PLAIN : text;
    }

    private void top(String title, List<Count> counts, boolean status, List<String> lines) {
        if (counts.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        List<String> names = counts.stream().map(count -> cut(count.name())).toList();
        long most = counts.stream().mapToLong(Count::count).max().orElse(1);
        int digits = Units.count(most).length();
        int room = Math.max(10, Math.min(40, columns - longest(names) - digits - 4));
        for (int i = 0; i < names.size(); i++) {
            long count = counts.get(i).count();
            String bar = BAR.repeat(cells(count, most, room));
            int colour = status ? LogFigures.CLASSES.indexOf(counts.get(i).name()) : 2;
            lines.add("%s  %s  %s"
                    .formatted(
                            left(names.get(i), longest(names)), right(Units.count(count), digits), paint(bar, colour))
                    .stripTrailing());
        }
    }

    /** What came in a request may hold what a terminal obeys. */
    private String cut(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        if (width.applyAsInt(plain) <= LONGEST_NAME) {
            return plain;
        }
        StringBuilder cut = new StringBuilder();
        plain.codePoints()
                .takeWhile(point -> width.applyAsInt(cut + Character.toString(point)) < LONGEST_NAME)
                .forEach(cut::appendCodePoint);
        return cut + "…";
    }

    private int longest(List<String> texts) {
        return texts.stream().mapToInt(width).max().orElse(0);
    }

    private String left(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - width.applyAsInt(text)));
    }

    private static String right(String text, int cells) {
        return " ".repeat(Math.max(0, cells - text.length())) + text;
    }
}
