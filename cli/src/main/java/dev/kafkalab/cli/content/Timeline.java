package dev.kafkalab.cli.content;

import dev.kafkalab.cli.output.DisplayWidth;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.verify.TraceStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A picture of a post's way: a line for each store that had its last version, further to the right the later, and a line for
 * each earlier version. Immutable.
 */
final class Timeline {
    private static final int CELLS = 32;

    private final long postId;
    private final List<TraceStep> steps;
    private final ContentNames names;

    /** @param steps by versions; at least one */
    Timeline(long postId, List<TraceStep> steps, ContentNames names) {
        this.postId = postId;
        this.steps = steps;
        this.names = names;
    }

    List<String> lines() {
        long last = steps.get(steps.size() - 1).version();
        List<String> lines = new ArrayList<>();
        long told = 0;
        for (TraceStep step : steps) {
            if (step.version() < last && step.version() != told) {
                told = step.version();
                lines.add(earlier(told));
            }
        }
        List<TraceStep> now =
                steps.stream().filter(step -> step.version() == last).toList();
        lines.add("post %d, version %d%s"
                .formatted(
                        postId,
                        last,
                        begin(steps, last).map(from -> ", from " + from).orElse("")));
        now.forEach(step -> lines.add(line(step, now)));
        return lines;
    }

    private String earlier(long version) {
        List<TraceStep> of =
                steps.stream().filter(step -> step.version() == version).toList();
        return "version %d%s: %s"
                .formatted(
                        version,
                        begin(steps, version).map(from -> ", from " + from).orElse(""),
                        String.join(
                                "; ",
                                of.stream()
                                        .map(step -> title(step.station(), names)
                                                + after(step)
                                                        .map(after -> " " + after)
                                                        .orElse("")
                                                + " (" + step.detail() + ")")
                                        .toList()));
    }

    private String line(TraceStep step, List<TraceStep> all) {
        String title = title(step.station(), names);
        String text = "%s%s  %s  %10s  %s"
                .formatted(
                        title,
                        " ".repeat(widest(all) - title.length()),
                        bar(step, all),
                        after(step).orElse("?"),
                        step.detail());
        return text.stripTrailing();
    }

    private int widest(List<TraceStep> all) {
        return all.stream()
                .mapToInt(step -> title(step.station(), names).length())
                .max()
                .orElse(0);
    }

    /** As long as it took, of all that it took. */
    private String bar(TraceStep step, List<TraceStep> all) {
        Optional<Instant> begun = begin(steps, step.version());
        if (begun.isEmpty() || step.at().isEmpty()) {
            return " ".repeat(CELLS);
        }
        long whole = all.stream()
                .flatMap(each -> each.at().stream())
                .mapToLong(at -> Duration.between(begun.get(), at).toMillis())
                .max()
                .orElse(0);
        long after = Math.max(0, Duration.between(begun.get(), step.at().get()).toMillis());
        int cells = whole <= 0 ? 0 : (int) (after * (CELLS - 1) / whole);
        String bar = "─".repeat(cells) + "●";
        return bar + " ".repeat(CELLS - DisplayWidth.of(bar));
    }

    private Optional<String> after(TraceStep step) {
        return begin(steps, step.version())
                .flatMap(from -> step.at().map(at -> Duration.between(from, at)))
                .map(after -> String.format(Locale.ROOT, "%+,d ms", after.toMillis()));
    }

    /** When a version was written, or else first heard of. */
    static Optional<Instant> begin(List<TraceStep> steps, long version) {
        return steps.stream()
                .filter(step -> step.version() == version)
                .min(Comparator.comparing(TraceStep::station))
                .flatMap(TraceStep::at);
    }

    static String title(TraceStep.Station station, ContentNames names) {
        return switch (station) {
            case MYSQL -> "MySQL";
            case OUTBOX -> "outbox";
            case ORIGINAL -> names.original();
            case INSPECTED -> names.inspected();
            case REDIS -> "Redis";
            case MONGODB -> "MongoDB";
            case ELASTICSEARCH -> "Elasticsearch";
        };
    }
}
