package dev.kafkalab.cli.capture;

import dev.kafkalab.cdc.RelayStatus;
import dev.kafkalab.cli.CommandContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells people how relays go on: on a screen one line that is drawn again and again, elsewhere a line whenever one of them
 * begins to wait or goes on. Of one thread.
 */
final class RelayReport {
    private static final long REDRAW_NANOS = 500_000_000;
    private static final long RATE_NANOS = 2_000_000_000;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final CommandContext context;
    private final Map<String, String> waiting = new HashMap<>();
    private boolean drawn;
    private long drawnAt;
    private long countedAt = System.nanoTime();
    private long counted;
    private long rate;

    RelayReport(CommandContext context) {
        this.context = context;
    }

    /** What the user should know of a source; also where no summary is wanted. */
    void notices(String relay, List<String> notices) {
        notices.forEach(notice -> context.err().println("note on " + relay + ": " + notice));
    }

    void show(List<RelayStatus> relays) {
        if (context.showsProgress()) {
            draw(relays);
        } else {
            relays.forEach(this::sayChange);
        }
    }

    private void draw(List<RelayStatus> relays) {
        long now = System.nanoTime();
        if (now - countedAt >= RATE_NANOS) {
            long sent = relays.stream().mapToLong(RelayStatus::sent).sum();
            rate = Math.round((sent - counted) * 1e9 / (now - countedAt));
            counted = sent;
            countedAt = now;
        }
        if (!drawn || now - drawnAt >= REDRAW_NANOS) {
            drawn = true;
            drawnAt = now;
            context.err().print(ERASE_LINE + StatusLine.of(relays, rate));
            context.err().flush();
        }
    }

    private void sayChange(RelayStatus relay) {
        Optional<String> now = relay.waitsFor().map(StatusLine::firstLine);
        boolean waited = waiting.containsKey(relay.name());
        if (now.isPresent() && !waited) {
            waiting.put(relay.name(), now.get());
            context.say("%s waits: %s".formatted(relay.name(), now.get()));
        } else if (now.isEmpty() && waited) {
            waiting.remove(relay.name());
            context.say(relay.name() + " goes on");
        }
    }

    void erase() {
        if (drawn) {
            drawn = false;
            context.err().print(ERASE_LINE);
            context.err().flush();
        }
    }

    void summary(RelayStatus relay) {
        context.say("%s: %,d %s%s, up to %s%s%s"
                .formatted(
                        relay.name(),
                        relay.sent(),
                        relay.sent() == 1 ? "record" : "records",
                        relay.name().equals(relay.source()) ? "" : " from " + relay.source(),
                        relay.position(),
                        relay.openGaps() == 0 ? "" : ", " + StatusLine.gaps(relay.openGaps()),
                        relay.skipped() == 0
                                ? ""
                                : ", %,d %s left out"
                                        .formatted(relay.skipped(), relay.skipped() == 1 ? "row" : "rows")));
    }
}
