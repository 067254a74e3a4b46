package dev.kafkalab.cli.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.coupon.burst.Burst;
import dev.kafkalab.labs.coupon.burst.LatencyDrawing;
import dev.kafkalab.labs.coupon.burst.Tally;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Tells people how a burst goes on: on a screen one line that is drawn again and again; in the end a table. */
final class BurstReport {
    private static final String ERASE_LINE = "\r\u001B[K";
    private static final long REDRAW_MILLIS = 250;

    private final CommandContext context;
    private final Burst burst;
    private final Tally tally;
    private final ScheduledExecutorService drawing = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "burst-progress");
        thread.setDaemon(true);
        return thread;
    });

    BurstReport(CommandContext context, Burst burst, Tally tally) {
        this.context = context;
        this.burst = burst;
        this.tally = tally;
    }

    void begin() {
        if (context.showsProgress()) {
            drawing.scheduleWithFixedDelay(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void draw() {
        String counts = tally.counts().entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%d %s %,d",
                        entry.getKey().status(),
                        entry.getKey().word(),
                        entry.getValue()))
                .collect(Collectors.joining("  "));
        context.err()
                .print(ERASE_LINE
                        + String.format(
                                Locale.ROOT,
                                "%,d of %,d  %,.0f/s  %s",
                                tally.answered(),
                                burst.requests(),
                                tally.perSecond(),
                                counts));
        context.err().flush();
    }

    void end() throws InterruptedException {
        drawing.shutdownNow();
        boolean drawn = context.showsProgress() && drawing.awaitTermination(1, TimeUnit.SECONDS);
        if (drawn) {
            context.err().print(ERASE_LINE);
            context.err().flush();
        }
    }

    /** The table goes to standard output, the rest is for people. */
    void summary() {
        Rows rows = Rows.of("status", "outcome", "requests", "p50Millis", "p95Millis", "p99Millis");
        tally.counts().forEach((outcome, count) -> {
            Histogram latencies = tally.latencies(outcome);
            rows.add(
                    outcome.status(),
                    outcome.word(),
                    count,
                    millis(latencies, 50),
                    millis(latencies, 95),
                    millis(latencies, 99));
        });
        context.print(rows);
        Histogram all = tally.latencies();
        context.say(String.format(
                Locale.ROOT,
                "%,d requests in %.2f s, %,.0f/s; p50 %s, p95 %s, p99 %s, longest %s%s",
                tally.answered(),
                tally.took().toNanos() / 1e9,
                tally.perSecond(),
                LatencyDrawing.text(all.getValueAtPercentile(50)),
                LatencyDrawing.text(all.getValueAtPercentile(95)),
                LatencyDrawing.text(all.getValueAtPercentile(99)),
                LatencyDrawing.text(all.getMaxValue()),
                tally.retries() == 0 ? "" : String.format(Locale.ROOT, "; %,d made again", tally.retries())));
        LatencyDrawing.of(all).forEach(context::say);
    }

    private static double millis(Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
