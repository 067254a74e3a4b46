package dev.kafkalab.cli.capture;

import dev.kafkalab.cli.CommandContext;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Shows how a snapshot goes on, where somebody looks. Of one thread. */
final class SnapshotProgress implements LongConsumer {
    private static final long REDRAW_NANOS = 200_000_000;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final CommandContext context;
    private final String table;
    private final long begunAt = System.nanoTime();
    private long drawnAt = begunAt;
    private boolean drawn;

    SnapshotProgress(CommandContext context, String table) {
        this.context = context;
        this.table = table;
    }

    @Override
    public void accept(long rows) {
        long now = System.nanoTime();
        if (context.showsProgress() && now - drawnAt >= REDRAW_NANOS) {
            drawn = true;
            drawnAt = now;
            context.err().print(ERASE_LINE + line(rows, now));
            context.err().flush();
        }
    }

    void done(long rows) {
        erase();
        context.say(line(rows, System.nanoTime()));
    }

    void erase() {
        if (drawn) {
            drawn = false;
            context.err().print(ERASE_LINE);
            context.err().flush();
        }
    }

    private String line(long rows, long now) {
        double seconds = Math.max((now - begunAt) / 1e9, 1e-3);
        return String.format(
                Locale.ROOT,
                "snapshot of %s: %,d %s in %.1f s (%,.0f rows/s)",
                table,
                rows,
                rows == 1 ? "row" : "rows",
                seconds,
                rows / seconds);
    }
}
