package dev.kafkalab.cli.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.index.IndexRebuild;
import java.util.Locale;

/** Rebuilds the index of posts and tells how it gets on. */
public final class RebuildRun {
    private static final String ERASE_LINE = "\r\u001B[K";

    private final CommandContext context;

    public RebuildRun(CommandContext context) {
        this.context = context;
    }

    /** @return one of {@link ExitCode} */
    public int run(ContentStores stores, ContentNames names) {
        try {
            IndexRebuild.Report report = new IndexRebuild(stores, names, this::draw).run();
            erase();
            context.say("index %s is searched now: %,d posts copied, %,d events since"
                    .formatted(report.index(), report.copied(), report.followed()));
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted; searches go on with the index they had");
        }
    }

    private void draw(long copied) {
        if (context.showsProgress()) {
            context.err().print(ERASE_LINE + String.format(Locale.ROOT, "%,d posts copied", copied));
            context.err().flush();
        }
    }

    private void erase() {
        if (context.showsProgress()) {
            context.err().print(ERASE_LINE);
        }
    }
}
