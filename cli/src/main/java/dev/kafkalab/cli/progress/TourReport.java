package dev.kafkalab.cli.progress;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.labs.tour.Tour;
import dev.kafkalab.labs.tour.TourListener;
import dev.kafkalab.labs.tour.TourStep;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints a tour as it goes: each step, the command that does the same, each check as {@code expected / actual}. */
public final class TourReport implements TourListener {
    private final PrintStream out;
    private final Paint paint;

    public TourReport(CommandContext context) {
        this.out = context.out();
        this.paint = new Paint(context.colours());
        line("A tour of the sandbox. Each check reads: expected / actual.");
    }

    @Override
    public void begins(int number, int of, TourStep step) {
        line("");
        line(paint.bold("%d/%d %s".formatted(number, of, step.title())));
    }

    @Override
    public void canBeDoneBy(String command) {
        line("    $ " + command);
    }

    @Override
    public void checked(Check check) {
        line("    " + paint.mark(check.passed()) + " " + check);
    }

    @Override
    public void drawn(List<String> lines) {
        lines.forEach(text -> line("      " + text));
    }

    @Override
    public void skipped(String why) {
        line("    " + paint.mark(false) + " " + why);
    }

    @Override
    public void ends(TourStep step, Duration took) {
        line(String.format(Locale.ROOT, "      %.1f s", took.toMillis() / 1e3));
    }

    @Override
    public void leftBehind(String what) {
        line("    not cleaned up: " + what);
    }

    /** Says what came of it and what to do next. */
    public void end(Tour.Result result) {
        line("");
        line(
                result.allPassed()
                        ? paint.good("All %d checks came out as expected.".formatted(result.passed()))
                        : paint.bad("%d of %d checks failed."
                                .formatted(result.failed(), result.failed() + result.passed())));
        line("The servers go on running; end them with: kafka-lab sandbox down");
        line("Next:");
        line("    $ kafka-lab topic create access --partitions 3");
        line("    $ kafka-lab produce -t access -K ' ' @/var/log/access.log");
        line("    $ kafka-lab consume -t access -g readers -e -f '%p %o %k\\n'");
    }

    private void line(String text) {
        out.println(text);
        out.flush(); // somebody watches
    }
}
