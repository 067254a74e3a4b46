package dev.kafkalab.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows to print. Column names are camel case, as in JSON; a table shows them in upper case with dashes. Cells are
 * strings, numbers, booleans, null (shown as {@code -}), or lists and maps of those.
 *
 * <p>Not thread-safe.
 */
public final class Rows {
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Rows(List<String> columns) {
        this.columns = columns;
    }

    public static Rows of(String... columns) {
        return new Rows(List.of(columns));
    }

    /** Adds a row; as many cells as there are columns. */
    public Rows add(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns);
        }
        rows.add(Arrays.asList(cells));
        return this;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<@Nullable Object>> rows() {
        return rows;
    }
}
