package dev.kafkalab.labs.frame;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an exercise puts what it saw. Keys are looked up in the lab's texts: columns as {@code column.<key>}, checks as
 * {@code check.<key>}, everything else as {@code note.<key>}.
 */
public interface Notes {
    /** Rows that line up. */
    void table(Table table);

    /** Lines as they are, such as a ruler. */
    void drawing(List<String> lines);

    /** A picture that was written. */
    void picture(Path file);

    /** @param values put into the text of {@code check.<key>} */
    void expect(String key, Expectation expectation, Object... values);

    /** The text of {@code note.<key>}. */
    String text(String key, Object... values);
}
