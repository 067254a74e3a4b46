package dev.kafkalab.labs.coupon.desk;

import dev.kafkalab.labs.coupon.rebuild.Opening;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens events in the background, each once at a time, and remembers for a moment how it went. Thread-safe; whoever makes it
 * closes it.
 */
final class Openings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);
    private static final long MEMORY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MOST_REMEMBERED = 10_000;

    private final Opening opening;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "coupon-opening");
        daemon.setDaemon(true);
        return daemon;
    });
    /** Guarded by itself. */
    private final Map<Long, State> states = new HashMap<>();

    /** @param untilNanos how long to believe it */
    private record State(Stand stand, String trouble, long untilNanos) {}

    /** How it stands. */
    enum Stand {
        RUNNING,
        OPENED,
        FAILED,
        NO_SUCH_EVENT
    }

    /** @param trouble one line, where it failed */
    record Report(Stand stand, String trouble) {}

    Openings(Opening opening) {
        this.opening = opening;
    }

    /** Says how it stands, and begins if nobody has or it was some time ago. */
    Report of(long event) {
        long now = System.nanoTime();
        synchronized (states) {
            State state = states.get(event);
            if (state != null && (state.stand() == Stand.RUNNING || now - state.untilNanos() < 0)) {
                return new Report(state.stand(), state.trouble());
            }
            if (states.size() > MOST_REMEMBERED) {
                states.values().removeIf(old -> old.stand() != Stand.RUNNING);
            }
            states.put(event, new State(Stand.RUNNING, "", now));
        }
        thread.execute(() -> open(event));
        return new Report(Stand.RUNNING, "the event is being opened");
    }

    private void open(long event) {
        Stand stand;
        String trouble = "";
        try {
            stand = switch (opening.ensure(event)) {
                case OPEN -> Stand.OPENED;
                case NO_SUCH_EVENT -> Stand.NO_SUCH_EVENT;
                case ELSEWHERE -> Stand.FAILED;
            };
            trouble = stand == Stand.FAILED ? "the event is being opened by another process" : "";
        } catch (Exception e) {
            stand = Stand.FAILED;
            trouble = "the event cannot be opened: " + firstLine(e);
            if (!thread.isShutdown()) { // else it was interrupted
                LOG.warn("event {} cannot be opened yet: {}", event, firstLine(e));
            }
        }
        // Who failed is tried again soon, and who is open is not asked about until it is closed again.
        long memory = stand == Stand.NO_SUCH_EVENT ? MEMORY_NANOS : MEMORY_NANOS / 10;
        synchronized (states) {
            states.put(event, new State(stand, trouble, System.nanoTime() + memory));
        }
    }

    static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
