package dev.kafkalab.bench;

import java.util.List;
import java.util.Locale;

/** Bars in groups, as SVG; a dashed line marks the reference of each group. */
public final class BarChart {
    private static final int WIDTH = 960;
    private static final int LABELS = 300;
    private static final int BARS = 500;
    private static final int ROW = 22;
    private static final int HEADING = 34;

    private final StringBuilder svg = new StringBuilder();

    private BarChart() {}

    /**
     * @param ratio to the reference; the bar's length
     * @param figure shown behind the bar
     */
    public record Bar(String label, double ratio, String figure, boolean ours, boolean reference) {}

    public record Group(String title, List<Bar> bars) {}

    public static String draw(List<Group> groups) {
        return new BarChart().of(groups);
    }

    private String of(List<Group> groups) {
        int height = 16
                + groups.stream()
                        .mapToInt(group -> HEADING + ROW * group.bars().size())
                        .sum();
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"",
                WIDTH, height, WIDTH, height);
        line("  font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#1f2430\">");
        line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        int y = 0;
        for (Group group : groups) {
            y = add(group, y);
        }
        line("</svg>");
        return svg.toString();
    }

    private int add(Group group, int top) {
        double longest =
                Math.max(1, group.bars().stream().mapToDouble(Bar::ratio).max().orElse(1));
        double unit = BARS / longest;
        int y = top + HEADING;
        line("<text x=\"12\" y=\"%d\" font-weight=\"600\">%s</text>", y - 10, group.title());
        for (Bar bar : group.bars()) {
            double length = Math.max(1, bar.ratio() * unit);
            line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LABELS - 10, y + 14, bar.label());
            line(
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>",
                    LABELS, y + 2, length, ROW - 6, colour(bar));
            line(
                    "<text x=\"%.1f\" y=\"%d\">%s  <tspan fill=\"#6b7280\">%s</tspan></text>",
                    LABELS + length + 6,
                    y + 14,
                    String.format(Locale.ROOT, bar.ratio() < 0.1 ? "%.3f" : "%.2f", bar.ratio()),
                    bar.figure());
            y += ROW;
        }
        line(
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#6b7280\" stroke-dasharray=\"3 3\"/>",
                LABELS + unit, LABELS + unit, top + HEADING, y);
        return y;
    }

    private static String colour(Bar bar) {
        if (bar.ours()) {
            return "#2563eb";
        }
        return bar.reference() ? "#6b7280" : "#c3c8d1";
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
