package dev.kafkalab.labs.coupon.burst;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Draws a histogram of latencies as text: ranges that double, a bar and a count each. */
public final class LatencyDrawing {
    private static final int WIDTH = 40;
    private static final int MOST_ROWS = 24;

    private LatencyDrawing() {}

    /** @param micros of microseconds; no lines if it holds nothing */
    public static List<String> of(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return List.of();
        }
        long first = Long.highestOneBit(Math.max(1, micros.getMinValue()));
        long last = Math.max(first, Long.highestOneBit(Math.max(1, micros.getMaxValue())));
        while (Long.numberOfTrailingZeros(last) - Long.numberOfTrailingZeros(first) >= MOST_ROWS) {
            first *= 2;
        }
        List<long[]> rows = new ArrayList<>();
        long most = 0;
        for (long from = first; from <= last; from *= 2) {
            long lowest = from == first ? 0 : from;
            long count = micros.getCountBetweenValues(lowest, from * 2 - 1);
            rows.add(new long[] {lowest, from * 2, count});
            most = Math.max(most, count);
        }
        List<String> lines = new ArrayList<>();
        for (long[] row : rows) {
            int length = (int) Math.ceil(1.0 * WIDTH * row[2] / most);
            lines.add(String.format(
                    Locale.ROOT,
                    "%8s – %8s │%-" + WIDTH + "s %,d",
                    text(row[0]),
                    text(row[1]),
                    "█".repeat(length),
                    row[2]));
        }
        return lines;
    }

    /** Three digits and a unit. @param micros microseconds */
    public static String text(long micros) {
        if (micros < 1_000) {
            return micros + " µs";
        }
        double value = micros < 1_000_000 ? micros / 1e3 : micros / 1e6;
        String unit = micros < 1_000_000 ? " ms" : " s";
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value) + unit;
    }
}
