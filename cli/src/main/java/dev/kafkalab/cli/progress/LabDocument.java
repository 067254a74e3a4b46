package dev.kafkalab.cli.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.labs.frame.LabListener;
import dev.kafkalab.labs.frame.LabResult;
import dev.kafkalab.labs.frame.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a lab as one JSON document when it ends, for scripts. */
public final class LabDocument implements LabListener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandContext context;
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final List<Exercise> exercises = new ArrayList<>();

    /** One exercise; lists are filled as it goes. */
    public record Exercise(
            String title,
            String predict,
            List<String> commands,
            List<String> scripts,
            List<Object> observed,
            List<String> why,
            List<Map<String, Object>> checks) {}

    public LabDocument(CommandContext context) {
        this.context = context;
    }

    @Override
    public void begins(String lab, String title, String about) {
        document.put("lab", lab);
        document.put("title", title);
        document.put("about", about);
        document.put("exercises", exercises);
    }

    @Override
    public void exercise(
            int number, int of, String title, String predict, List<String> commands, List<String> scripts) {
        exercises.add(new Exercise(
                title, predict, commands, scripts, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }

    private Exercise last() {
        return exercises.get(exercises.size() - 1);
    }

    /** A list of objects, columns by their keys: the same in every language. */
    @Override
    public void observed(Table table, List<String> headings) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            Map<String, @Nullable Object> cells = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                cells.put(table.columns().get(i), row.get(i));
            }
            rows.add(cells);
        }
        last().observed().add(rows);
    }

    @Override
    public void observed(List<String> drawing) {
        last().observed().add(String.join("\n", drawing));
    }

    @Override
    public void observed(Path picture) {
        last().observed().add(Map.of("picture", picture.toString()));
    }

    @Override
    public void why(String text) {
        last().why().add(text);
    }

    @Override
    public void checked(Check check) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("what", check.what());
        cells.put("expected", check.expectation().expected());
        cells.put("actual", check.expectation().actual());
        cells.put("passed", check.passed());
        last().checks().add(cells);
    }

    @Override
    public void ends(LabResult result, List<String> next) {
        document.put("passed", result.passed());
        document.put("failed", result.failed());
        document.put("seconds", result.took().toMillis() / 1e3);
        document.put("next", next);
        try {
            context.out().println(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + document, e);
        }
    }
}
