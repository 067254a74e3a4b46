package dev.kafkalab.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@link Rows} in each {@link OutputFormat}. JSON, JSONL, CSV (RFC 4180) and YAML are pure: no decoration. */
public final class RowsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RowsWriter() {}

    public static void write(Rows rows, OutputFormat format, PrintStream out) {
        switch (format) {
            case TABLE -> TextTable.write(rows, out);
            case JSON ->
                out.println(rows.rows().stream()
                        .map(row -> "  " + json(asMap(rows, row)))
                        .collect(Collectors.joining(
                                ",\n",
                                rows.rows().isEmpty() ? "[" : "[\n",
                                rows.rows().isEmpty() ? "]" : "\n]")));
            case JSONL -> rows.rows().forEach(row -> out.println(json(asMap(rows, row))));
            case CSV -> {
                out.println(String.join(",", rows.columns()));
                rows.rows()
                        .forEach(row ->
                                out.println(row.stream().map(RowsWriter::csv).collect(Collectors.joining(","))));
            }
            case YAML -> yaml(rows, out);
        }
    }

    /** Each cell as JSON, which is YAML too. */
    private static void yaml(Rows rows, PrintStream out) {
        if (rows.rows().isEmpty()) {
            out.println("[]");
        }
        for (List<@Nullable Object> row : rows.rows()) {
            String lead = "- ";
            for (int i = 0; i < row.size(); i++) {
                out.println(lead + rows.columns().get(i) + ": " + json(row.get(i)));
                lead = "  ";
            }
        }
    }

    private static Map<String, @Nullable Object> asMap(Rows rows, List<@Nullable Object> row) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            map.put(rows.columns().get(i), row.get(i));
        }
        return map;
    }

    private static String csv(@Nullable Object cell) {
        String text = cell == null ? "" : cell instanceof List || cell instanceof Map ? json(cell) : cell.toString();
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + value, e);
        }
    }
}
