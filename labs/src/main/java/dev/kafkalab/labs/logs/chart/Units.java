package dev.kafkalab.labs.logs.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them. */
final class Units {
    private static final String[] SIZES = {"B", "KB", "MB", "GB", "TB"};

    private Units() {}

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String bytes(double value) {
        int unit = 0;
        double rest = value;
        while (rest >= 1024 && unit < SIZES.length - 1) {
            rest /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || rest >= 100 ? "%.0f %s" : "%.1f %s", rest, SIZES[unit]);
    }

    static String micros(double value) {
        if (value < 1_000) {
            return String.format(Locale.ROOT, "%.0f µs", value);
        }
        return value < 1_000_000
                ? String.format(Locale.ROOT, "%.1f ms", value / 1_000)
                : String.format(Locale.ROOT, "%.2f s", value / 1_000_000);
    }

    /** As fine as steps of that length need. */
    static String time(Instant time, Duration step, ZoneId zone) {
        String pattern = step.compareTo(Duration.ofDays(1)) >= 0
                ? "yyyy-MM-dd"
                : step.compareTo(Duration.ofMinutes(1)) >= 0 ? "MM-dd HH:mm" : "HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone).format(time);
    }

    static String step(Duration step) {
        if (step.toHours() >= 24) {
            return step.toDays() == 1 ? "day" : step.toDays() + " days";
        }
        if (step.toMinutes() >= 60) {
            return step.toHours() == 1 ? "hour" : step.toHours() + " hours";
        }
        if (step.toSeconds() >= 60) {
            return step.toMinutes() == 1 ? "minute" : step.toMinutes() + " minutes";
        }
        return step.toSeconds() == 1 ? "second" : step.toSeconds() + " seconds";
    }
}
