package dev.kafkalab.cli.progress;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.sandbox.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows how a sandbox starts: on a screen one line that is drawn again and again while something is fetched, elsewhere a
 * plain line at each quarter. Thread-safe.
 */
public final class SandboxProgress implements Progress {
    private static final long MEGABYTE = 1_000_000;
    private static final long REDRAW_NANOS = 100_000_000;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final CommandContext context;
    private final Map<String, long[]> transfers = new LinkedHashMap<>();
    private boolean drawn;
    private long lastDrawn;
    private long quartersSaid;

    public SandboxProgress(CommandContext context) {
        this.context = context;
    }

    @Override
    public synchronized void say(String line) {
        erase();
        context.say(line);
    }

    @Override
    public synchronized void advanced(String what, long doneBytes, long totalBytes) {
        transfers.put(what, new long[] {doneBytes, totalBytes});
        long done =
                transfers.values().stream().mapToLong(transfer -> transfer[0]).sum();
        long total = transfers.values().stream()
                .mapToLong(transfer -> Math.max(transfer[0], transfer[1]))
                .sum();
        boolean complete = done == total;
        if (context.showsProgress()) {
            draw(done, total, complete);
        } else {
            sayQuarter(done, total, complete);
        }
        if (complete) {
            transfers.clear();
        }
    }

    private void draw(long done, long total, boolean complete) {
        long now = System.nanoTime();
        if (complete) {
            erase();
        } else if (now - lastDrawn >= REDRAW_NANOS) {
            lastDrawn = now;
            drawn = true;
            context.err().print(ERASE_LINE + line(done, total));
            context.err().flush();
        }
    }

    private void sayQuarter(long done, long total, boolean complete) {
        long quarters = total == 0 ? 0 : done * 4 / total;
        if (total >= 4 * MEGABYTE && quarters > quartersSaid) {
            quartersSaid = quarters;
            context.say(line(done, total));
        }
        if (complete) {
            quartersSaid = 0;
        }
    }

    private String line(long done, long total) {
        String what = transfers.entrySet().stream()
                .filter(transfer -> transfer.getValue()[0] != transfer.getValue()[1])
                .map(Map.Entry::getKey)
                .limit(2)
                .collect(Collectors.joining(", "));
        return "fetching %d of %d MB  %s"
                .formatted(done / MEGABYTE, total / MEGABYTE, what)
                .stripTrailing();
    }

    private void erase() {
        if (drawn) {
            drawn = false;
            context.err().print(ERASE_LINE);
            context.err().flush();
        }
    }
}
