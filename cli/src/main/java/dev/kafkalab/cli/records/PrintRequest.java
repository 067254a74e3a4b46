package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How {@code consume} was asked to print, and which records.
 *
 * @param format kcat's {@code -f}; null: the value and a delimiter
 * @param showNull whether nulls are printed as {@code NULL}
 */
public record PrintRequest(
        @Nullable String format,
        boolean json,
        @Nullable String keyDelimiter,
        String delimiter,
        boolean showNull,
        @Nullable String filterKey,
        @Nullable String filterValue,
        List<String> filterHeaders) {
    public PrintRequest {
        filterHeaders = List.copyOf(filterHeaders);
        if (json && (format != null || keyDelimiter != null)) {
            throw CommandException.usage("-J prints whole records; leave out -f and -K");
        }
    }

    RecordFormat format(OutputBuffer out) {
        byte[] forNull = (showNull ? "NULL" : "").getBytes(StandardCharsets.UTF_8);
        if (json) {
            return new JsonFormat(out);
        }
        return format != null
                ? new TokenFormat(format, forNull)
                : new PlainFormat(
                        Optional.ofNullable(keyDelimiter).map(Escapes::bytes), Escapes.bytes(delimiter), forNull);
    }

    RecordFilter filter() {
        return new RecordFilter(Optional.ofNullable(filterKey), Optional.ofNullable(filterValue), filterHeaders);
    }
}
