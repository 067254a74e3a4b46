package dev.kafkalab.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns that line up, numbers to the right, also with text that takes two cells a character. */
final class TextTable {
    private TextTable() {}

    static void write(Rows rows, PrintStream out) {
        List<String> headings = rows.columns().stream().map(TextTable::heading).toList();
        int[] widths = headings.stream().mapToInt(DisplayWidth::of).toArray();
        boolean[] numeric = new boolean[widths.length];
        for (int i = 0; i < widths.length; i++) {
            numeric[i] = true;
            for (List<@Nullable Object> row : rows.rows()) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(text(row.get(i))));
                numeric[i] &= row.get(i) == null || row.get(i) instanceof Number;
            }
        }
        line(headings, widths, numeric, out);
        rows.rows().forEach(row -> line(row.stream().map(TextTable::text).toList(), widths, numeric, out));
    }

    private static void line(List<String> cells, int[] widths, boolean[] numeric, PrintStream out) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - DisplayWidth.of(cells.get(i)));
            line.append(i == 0 ? "" : "  ").append(numeric[i] ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.println(line.toString().stripTrailing());
    }

    /** {@code logEndOffset} becomes {@code LOG-END-OFFSET}. */
    private static String heading(String column) {
        return column.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toUpperCase(Locale.ROOT);
    }

    private static String text(@Nullable Object cell) {
        if (cell instanceof List<?> list) {
            return list.isEmpty() ? "-" : list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        if (cell instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "-"
                    : map.entrySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        // A line break or a control character in a cell would tear the table.
        return cell == null ? "-" : cell.toString().replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
