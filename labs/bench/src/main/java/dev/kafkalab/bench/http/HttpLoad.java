package dev.kafkalab.bench.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Requests to one server over a fixed number of connections that are kept alive, each with one request under way; all by the calling
 * thread, so that the generator takes one processor at most. HTTP/1.1, answers with a Content-Length.
 *
 * <p>Not thread-safe.
 */
public final class HttpLoad implements AutoCloseable {
    private static final long MOST_MICROS = 60_000_000;

    private final Selector selector = Selector.open();
    private final List<LoadConnection> connections = new ArrayList<>();
    private final Requests requests;
    private long sent;

    /** Where requests come from. */
    @FunctionalInterface
    public interface Requests {
        /** @param number from 0, each once @return a whole request as it goes over the wire */
        byte[] request(long number);
    }

    /** @param connections opened now */
    public HttpLoad(InetSocketAddress server, int connections, Requests requests) throws IOException {
        this.requests = requests;
        for (int i = 0; i < connections; i++) {
            this.connections.add(LoadConnection.open(server, selector));
        }
    }

    /** As many requests as it takes that long to send; those under way at its end are waited for and not counted. */
    public LoadResult run(Duration length) throws IOException {
        return run(length, Long.MAX_VALUE);
    }

    /** So many requests, each counted. */
    public LoadResult run(long count) throws IOException {
        return run(Duration.ofNanos(Long.MAX_VALUE), count);
    }

    private LoadResult run(Duration length, long count) throws IOException {
        Map<Integer, long[]> statuses = new TreeMap<>();
        Histogram micros = new Histogram(MOST_MICROS, 3);
        long start = System.nanoTime();
        long left = count;
        int underWay = 0;
        for (LoadConnection connection : connections) {
            if (left > 0) {
                connection.send(requests.request(sent++));
                left--;
                underWay++;
            }
        }
        long now = start;
        long end = start;
        while (underWay > 0) {
            selector.select();
            now = System.nanoTime();
            boolean over = now - start >= length.toNanos();
            for (SelectionKey key : selector.selectedKeys()) {
                LoadConnection connection = (LoadConnection) key.attachment();
                if (!connection.advance()) {
                    continue;
                }
                if (!over) {
                    statuses.computeIfAbsent(connection.status(), status -> new long[1])[0]++;
                    micros.recordValue(Math.min(MOST_MICROS, (now - connection.sentAt()) / 1_000));
                    end = now;
                }
                if (over || left == 0) {
                    underWay--;
                } else {
                    connection.send(requests.request(sent++));
                    left--;
                }
            }
            selector.selectedKeys().clear();
        }
        Map<Integer, Long> counts = new TreeMap<>();
        statuses.forEach((status, seen) -> counts.put(status, seen[0]));
        return new LoadResult(counts, Duration.ofNanos(Math.max(1, end - start)), micros);
    }

    @Override
    public void close() throws IOException {
        for (LoadConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
