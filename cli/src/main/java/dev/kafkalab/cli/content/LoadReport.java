package dev.kafkalab.cli.content;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.labs.content.load.PostLoad;
import java.util.Locale;

/** Tells people how loading gets on: lines that were left out, a line that is drawn again and again, a summary. Of one thread. */
final class LoadReport implements PostLoad.Listener {
    private static final int SHOWN = 20;
    private static final long GLANCE_NANOS = 200_000_000;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final CommandContext context;
    private final String source;
    private final long start = System.nanoTime();
    private long drawnAt = start;
    private boolean drawn;
    private long loaded;
    private long refused;

    /** @param source what is read */
    LoadReport(CommandContext context, String source) {
        this.context = context;
        this.source = source.equals("-") ? "standard input" : source;
    }

    @Override
    public void loaded(long posts) {
        loaded = posts;
        long now = System.nanoTime();
        if (context.showsProgress() && now - drawnAt > GLANCE_NANOS) {
            drawnAt = now;
            drawn = true;
            context.err().print(ERASE_LINE + String.format(Locale.ROOT, "%,d posts, %,.0f/s", posts, rate()));
            context.err().flush();
        }
    }

    @Override
    public void refused(long line, String why) {
        refused++;
        if (refused <= SHOWN) {
            erase();
            context.err().println("kafka-lab: line " + line + " of " + source + " was not loaded: " + why);
        } else if (refused == SHOWN + 1) {
            erase();
            context.err().println("kafka-lab: more lines were not loaded; they are counted only");
        }
    }

    private double rate() {
        return loaded / Math.max((System.nanoTime() - start) / 1e9, 1e-6);
    }

    private void erase() {
        if (drawn) {
            drawn = false;
            context.err().print(ERASE_LINE);
        }
    }

    void summarise(PostLoad load) {
        loaded = load.loaded();
        erase();
        context.say(String.format(
                Locale.ROOT,
                "%,d %s in %.2f s (%,.0f posts/s)",
                loaded,
                loaded == 1 ? "post" : "posts",
                (System.nanoTime() - start) / 1e9,
                rate()));
    }

    /** Something failed that the next line would meet too. */
    void gaveUp(PostLoad load) {
        erase();
        context.err()
                .println("kafka-lab: gave up; %,d posts are written, nothing behind line %d of %s"
                        .formatted(load.loaded(), load.lastLine(), source));
    }

    void stoppedAt(PostLoad load) {
        context.say("interrupted; nothing behind line %d of %s is written".formatted(load.lastLine(), source));
    }

    /** @throws CommandException {@link ExitCode#PARTLY_FAILED} if a line was left out */
    void conclude() {
        if (refused > 0) {
            throw new CommandException(
                    ExitCode.PARTLY_FAILED,
                    "%d of %d posts were not loaded; the lines are named above, mend and load those alone"
                            .formatted(refused, refused + loaded));
        }
    }
}
