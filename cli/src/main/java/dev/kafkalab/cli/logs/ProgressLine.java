package dev.kafkalab.cli.logs;

import dev.kafkalab.cli.CommandContext;

/** One line on a screen that is drawn again and again; nothing where nobody looks. Of one thread. */
final class ProgressLine implements AutoCloseable {
    private static final long REDRAW_NANOS = 500_000_000;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final CommandContext context;
    private boolean drawn;
    private long drawnAt = System.nanoTime() - REDRAW_NANOS;
    private long counted;
    private long countedAt = System.nanoTime();

    ProgressLine(CommandContext context) {
        this.context = context;
    }

    /** @param done how much is done since the start, for the rate */
    void show(String text, long done) {
        long now = System.nanoTime();
        if (!context.showsProgress() || now - drawnAt < REDRAW_NANOS) {
            return;
        }
        long rate = Math.round((done - counted) * 1e9 / Math.max(1, now - countedAt));
        counted = done;
        countedAt = now;
        drawnAt = now;
        drawn = true;
        context.err().print(ERASE_LINE + "%s, %,d/s".formatted(text, rate));
        context.err().flush();
    }

    void erase() {
        if (drawn) {
            drawn = false;
            context.err().print(ERASE_LINE);
            context.err().flush();
        }
    }

    @Override
    public void close() {
        erase();
    }
}
