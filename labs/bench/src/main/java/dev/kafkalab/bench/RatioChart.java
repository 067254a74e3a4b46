package dev.kafkalab.bench;

import java.util.List;
import java.util.Locale;

/** Bars of the ratios to each workload's reference, as SVG. */
final class RatioChart {
    private static final int WIDTH = 960;
    private static final int LABELS = 300;
    private static final int BARS = 500;
    private static final int ROW = 22;
    private static final int HEADING = 34;

    private final Results results;
    private final StringBuilder svg = new StringBuilder();

    RatioChart(Results results) {
        this.results = results;
    }

    /** @param workloads those without results are left out */
    String draw(List<Workload> workloads) {
        List<Workload> drawn = workloads.stream()
                .filter(workload -> !results.contestants(workload.name()).isEmpty())
                .toList();
        int height = 16
                + drawn.stream()
                        .mapToInt(workload -> HEADING
                                + ROW * results.contestants(workload.name()).size())
                        .sum();
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"",
                WIDTH, height, WIDTH, height);
        line("  font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#1f2430\">");
        line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        int y = 0;
        for (Workload workload : drawn) {
            y = group(workload, y);
        }
        line("</svg>");
        return svg.toString();
    }

    private int group(Workload workload, int top) {
        List<String> contestants = results.contestants(workload.name());
        double longest = Math.max(
                1,
                contestants.stream()
                        .mapToDouble(name -> ratio(workload, name))
                        .max()
                        .orElse(1));
        double unit = BARS / longest;
        int y = top + HEADING;
        line(
                "<text x=\"12\" y=\"%d\" font-weight=\"600\">%s (records/s, times %s)</text>",
                y - 10, workload.title(), Contestants.title(workload.reference()));
        for (String name : contestants) {
            double ratio = ratio(workload, name);
            line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LABELS - 10, y + 14, Contestants.title(name));
            line(
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>",
                    LABELS, y + 2, Math.max(1, ratio * unit), ROW - 6, colour(workload, name));
            line(
                    "<text x=\"%.1f\" y=\"%d\">%s  <tspan fill=\"#6b7280\">%,.0f/s</tspan></text>",
                    LABELS + Math.max(1, ratio * unit) + 6,
                    y + 14,
                    String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio),
                    results.median(workload.name(), name, RunResult::rate).orElse(0));
            y += ROW;
        }
        line(
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#6b7280\" stroke-dasharray=\"3 3\"/>",
                LABELS + unit, LABELS + unit, top + HEADING, y);
        return y;
    }

    private double ratio(Workload workload, String contestant) {
        return results.ratio(workload.name(), contestant, workload.reference()).orElse(0);
    }

    private static String colour(Workload workload, String contestant) {
        if (Contestants.isOurs(contestant)) {
            return "#2563eb";
        }
        return contestant.equals(workload.reference()) ? "#6b7280" : "#c3c8d1";
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
