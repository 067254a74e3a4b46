package dev.kafkalab.bench.cdc;

import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.OutboxEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;

/** A contestant that carries what is written from now on, and a consumer of what it carries. Closing ends both. */
final class Live implements AutoCloseable {
    /** Rows below this number only try whether rows arrive. */
    static final int FIRST_ROW = 1_000;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final Bench bench;
    private final Outbox outbox;
    private final Topic topic;
    private final CaptureChild child;
    private final Arrivals arrivals;

    private Live(Bench bench, Outbox outbox, Topic topic, CaptureChild child, Arrivals arrivals) {
        this.bench = bench;
        this.outbox = outbox;
        this.topic = topic;
        this.child = child;
        this.arrivals = arrivals;
    }

    /** @param directory of the process, empty */
    static Live start(Bench bench, String name, String contestant, Outbox outbox, Path directory) throws Exception {
        String unique = name + "-" + System.nanoTime();
        Topic topic = Topic.create(bench.servers(), unique);
        var request = new CaptureRequest(
                contestant, bench.servers(), topic.name(), outbox.table(), unique, 0, directory.toString());
        return new Live(bench, outbox, topic, CaptureChild.start(request, bench.database()), Arrivals.start(topic));
    }

    CaptureChild child() {
        return child;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Writes rows until one arrives, and waits for those behind it. */
    void awaitCarried(Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        try (Connection connection = bench.database().connect()) {
            int row = 0;
            for (; !arrivals.any(); row++) {
                child.requireAlive();
                if (System.nanoTime() > end || row == FIRST_ROW) {
                    throw new IllegalStateException("nothing was carried within " + patience);
                }
                EventMark mark = new EventMark(-1, row, row);
                outbox.append(connection, event(mark));
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
            arrivals.await(row - 1, row, patience);
        }
    }

    static OutboxEvent event(EventMark mark) {
        return new OutboxEvent("order", mark.aggregateId(), "OrderPlaced", mark.payload());
    }

    @Override
    public void close() throws Exception {
        try (topic;
                child) {
            arrivals.close();
        }
    }
}
