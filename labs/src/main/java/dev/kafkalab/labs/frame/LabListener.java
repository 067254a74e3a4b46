package dev.kafkalab.labs.frame;

import java.nio.file.Path;
import java.util.List;

/** Told how a lab goes on, in the user's language. Called on one thread. */
public interface LabListener {
    void begins(String lab, String title, String about);

    /** @param scripts the same with Kafka's own scripts */
    void exercise(int number, int of, String title, String predict, List<String> commands, List<String> scripts);

    /** @param headings of its columns, in the user's language */
    void observed(Table table, List<String> headings);

    void observed(List<String> drawing);

    void observed(Path picture);

    void why(String text);

    void checked(Check check);

    void ends(LabResult result, List<String> next);
}
