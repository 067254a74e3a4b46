package dev.kafkalab.cli.progress;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.DisplayWidth;
import dev.kafkalab.cli.output.OutputFormat;
import dev.kafkalab.cli.output.Paragraph;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cli.output.RowsWriter;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.labs.frame.LabListener;
import dev.kafkalab.labs.frame.LabResult;
import dev.kafkalab.labs.frame.LabTexts;
import dev.kafkalab.labs.frame.Table;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prints a lab as it goes: predict, the commands, what was observed, why, each check as {@code expected / actual}. */
public final class LabReport implements LabListener {
    private static final int CELLS = 100;
    private static final String INDENT = "  ";

    private final PrintStream out;
    private final Paint paint;
    private final LabTexts words;
    private final int labels;
    private boolean observing;

    public LabReport(CommandContext context, LabTexts words) {
        this.out = context.out();
        this.paint = new Paint(context.colours());
        this.words = words;
        this.labels = Stream.of("predict", "command", "scripts", "observed", "why")
                .mapToInt(key -> DisplayWidth.of(words.text(key)))
                .max()
                .orElse(0);
    }

    @Override
    public void begins(String lab, String title, String about) {
        line(paint.bold(lab + "  " + title));
        Paragraph.lines(about, CELLS).forEach(this::line);
    }

    @Override
    public void exercise(
            int number, int of, String title, String predict, List<String> commands, List<String> scripts) {
        observing = false;
        line("");
        line(paint.bold("%d/%d %s".formatted(number, of, title)));
        labelled("predict", Paragraph.lines(predict, CELLS - labels));
        labelled("command", commands.stream().map(command -> "$ " + command).toList());
        labelled("scripts", scripts.stream().map(command -> "$ " + command).toList());
    }

    @Override
    public void observed(Table table, List<String> headings) {
        Rows rows = Rows.of(headings.toArray(String[]::new));
        table.rows().forEach(row -> rows.add(row.toArray()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            RowsWriter.write(rows, OutputFormat.TABLE, stream);
        }
        observed(bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Override
    public void observed(List<String> drawing) {
        if (!observing) {
            observing = true;
            line(INDENT + paint.bold(words.text("observed")));
        } else {
            line("");
        }
        drawing.forEach(each -> line(INDENT + INDENT + each));
    }

    @Override
    public void observed(Path picture) {
        observed(List.of(words.text("picture", picture)));
    }

    @Override
    public void why(String text) {
        labelled("why", Paragraph.lines(text, CELLS - labels));
    }

    @Override
    public void checked(Check check) {
        line(INDENT + paint.mark(check.passed()) + " " + check);
    }

    @Override
    public void ends(LabResult result, List<String> next) {
        double seconds = result.took().toMillis() / 1e3;
        int checks = result.passed() + result.failed();
        line("");
        line(
                result.allPassed()
                        ? paint.good(words.text("passed", checks, seconds))
                        : paint.bad(words.text("failed", result.failed(), checks, seconds)));
        line(words.text("next"));
        next.forEach(command -> line(INDENT + "$ " + command));
    }

    private void labelled(String label, List<String> lines) {
        String word = words.text(label);
        String padding = " ".repeat(labels - DisplayWidth.of(word));
        for (int i = 0; i < lines.size(); i++) {
            line(INDENT + (i == 0 ? paint.bold(word) + padding : " ".repeat(labels)) + INDENT + lines.get(i));
        }
    }

    private void line(String text) {
        out.println(text);
        out.flush(); // somebody watches
    }
}
