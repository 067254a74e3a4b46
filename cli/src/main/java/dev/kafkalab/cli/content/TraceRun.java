package dev.kafkalab.cli.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.output.OutputFormat;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.verify.PostTrace;
import dev.kafkalab.labs.content.verify.TraceStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells when each store had a post. */
public final class TraceRun {
    private final CommandContext context;
    private final ContentStores stores;
    private final ContentNames names;

    public TraceRun(CommandContext context, ContentStores stores, ContentNames names) {
        this.context = context;
        this.stores = stores;
        this.names = names;
    }

    /** @return one of {@link ExitCode} */
    public int run(long postId) {
        List<TraceStep> steps = PostTrace.of(postId, stores, names, context.clock());
        if (context.outputFormat() == OutputFormat.TABLE) {
            new Timeline(postId, steps, names).lines().forEach(context.out()::println);
        } else {
            context.print(rows(steps));
        }
        return ExitCode.OK;
    }

    private Rows rows(List<TraceStep> steps) {
        Rows rows = Rows.of("version", "store", "at", "afterMillis", "detail");
        for (TraceStep step : steps) {
            Optional<Instant> begun = Timeline.begin(steps, step.version());
            @Nullable String at = step.at().map(Instant::toString).orElse(null);
            @Nullable
            Long after = begun.flatMap(from -> step.at().map(then -> then.toEpochMilli() - from.toEpochMilli()))
                    .orElse(null);
            rows.add(step.version(), Timeline.title(step.station(), names), at, after, step.detail());
        }
        return rows;
    }
}
