package dev.kafkalab.labs.content.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.write.PostDraft;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RFC 4180: a field in quotes may hold commas, quotes in pairs and ends of lines. The first line names the columns. */
final class CsvPostLines implements PostLines {
    private static final List<String> COLUMNS = List.of("title", "content", "userid", "categoryid");

    private final MappingIterator<String[]> rows;
    private final List<String> header;
    private boolean broken;

    /** @throws KafkaLabException if the first line does not name the columns */
    CsvPostLines(BufferedReader text) throws IOException {
        this.rows = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build()
                .readerFor(String[].class)
                .readValues(text);
        this.header = header();
        for (String column : COLUMNS) {
            if (header.stream().filter(column::equals).count() != 1) {
                throw KafkaLabException.usage(
                        "the first line of a CSV file must name the columns title, content, userId and categoryId, each once");
            }
        }
    }

    private List<String> header() throws IOException {
        if (!rows.hasNextValue()) {
            return List.of();
        }
        return Arrays.stream(rows.nextValue())
                .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public Optional<PostLine> next() throws IOException {
        if (broken) {
            return Optional.empty();
        }
        long number = line();
        try {
            if (!rows.hasNextValue()) {
                return Optional.empty();
            }
            number = line();
            return Optional.of(row(number, rows.nextValue()));
        } catch (JsonProcessingException | RuntimeJsonMappingException e) {
            // A quote that nobody closes swallows the rest of the file.
            broken = true;
            return Optional.of(
                    new PostLine.Malformed(number, "it is no CSV, nor is what follows; perhaps a quote is not closed"));
        }
    }

    private long line() {
        return rows.getCurrentLocation().getLineNr();
    }

    private PostLine row(long number, String[] cells) {
        if (cells.length != header.size()) {
            return new PostLine.Malformed(number, "it has " + cells.length + " fields instead of " + header.size());
        }
        try {
            return new PostLine.Draft(
                    number,
                    new PostDraft(
                            cell(cells, "title"),
                            cell(cells, "content"),
                            wholeNumber(cells, "userId"),
                            wholeNumber(cells, "categoryId")));
        } catch (NotOfThisKindException e) {
            return new PostLine.Malformed(number, String.valueOf(e.getMessage()));
        }
    }

    private String cell(String[] cells, String column) {
        return cells[header.indexOf(column.toLowerCase(Locale.ROOT))];
    }

    private @Nullable Long wholeNumber(String[] cells, String column) {
        String text = cell(cells, column).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new NotOfThisKindException(column + " must be a whole number");
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
