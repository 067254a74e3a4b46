package dev.kafkalab.labs.content.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The posts of a file, one after the other; what is no post does not keep those behind it back. Of one thread, which closes it. */
public interface PostLines extends AutoCloseable {
    /** Characters of a line at most; longer ones are no posts. */
    int LONGEST_LINE = 200_000;

    /** Empty at the end. @throws IOException if the file cannot be read */
    Optional<PostLine> next() throws IOException;

    @Override
    void close() throws IOException;

    /** In which form posts stand in a file. */
    enum Form {
        /** An object a line, with {@code title}, {@code content}, {@code userId} and {@code categoryId}. */
        JSON_LINES,
        /** RFC 4180, with the same names in its first line, in any order. */
        CSV;

        /** By the end of its name; JSON unless that is {@code .csv}. */
        public static Form of(String fileName) {
            return fileName.toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSON_LINES;
        }
    }

    /** Reads what is UTF-8; bytes that are not become question marks in a box, so that one line alone suffers. */
    static PostLines read(InputStream in, Form form) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
        return switch (form) {
            case JSON_LINES -> new JsonPostLines(text);
            case CSV -> new CsvPostLines(text);
        };
    }

    /** The project's own: 360 in English and Korean, of all three categories. */
    static PostLines samples() throws IOException {
        return read(
                Objects.requireNonNull(
                        PostLines.class.getResourceAsStream("/dev/kafkalab/labs/content/sample-posts.jsonl")),
                Form.JSON_LINES);
    }
}
