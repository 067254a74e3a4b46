package dev.kafkalab.labs.course.offsets;

import java.util.ArrayList;
import java.util.List;

/**
 * The offsets of one partition from 0 to its end, each three cells wide, and below them lines that line up. Labels and
 * marks are ASCII, so that they take one cell each in every terminal. Used by one thread.
 */
final class Ruler {
    private static final int OFFSET = 3;
    private static final int LABEL = 14;

    private final long end;
    private final List<String> lines = new ArrayList<>();

    Ruler(String title, long end) {
        this.end = end;
        StringBuilder line = label(title);
        for (long offset = 0; offset <= end; offset++) {
            line.append("%-3d".formatted(offset));
        }
        add(line);
    }

    /** What the log holds: dots for what was deleted, then from S to E. */
    Ruler log(long start) {
        StringBuilder line = label("log");
        for (long offset = 0; offset < end; offset++) {
            line.append(offset < start ? ".  " : offset == start ? "S==" : "===");
        }
        return add(line.append('E'));
    }

    /** One offset. */
    Ruler mark(String label, long offset, char mark) {
        return add(label(label).append(" ".repeat(cells(offset))).append(mark));
    }

    /** The offsets from {@code first} on that were handled, up to where it would go on. */
    Ruler handled(String label, long first, long position) {
        return add(label(label)
                .append(" ".repeat(cells(first)))
                .append("#".repeat(cells(position - first)))
                .append('P'));
    }

    private static StringBuilder label(String text) {
        return new StringBuilder(("%-" + LABEL + "s").formatted(text));
    }

    private static int cells(long offsets) {
        return Math.toIntExact(offsets) * OFFSET;
    }

    private Ruler add(StringBuilder line) {
        lines.add(line.toString().stripTrailing());
        return this;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
