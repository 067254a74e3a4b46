package dev.kafkalab.labs.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that line up. Columns are keys of the lab's texts; cells are numbers, words, or null where there is nothing to
 * say. Built by one thread, then only read.
 */
public final class Table {
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Table(List<String> columns) {
        this.columns = columns;
    }

    public static Table of(String... columns) {
        return new Table(List.of(columns));
    }

    /** Adds a row; as many cells as there are columns. */
    public Table row(@Nullable Object... cells) {
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
