package dev.kafkalab.labs.logs.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the documents of a time tell.
 *
 * @param requests how many there are
 * @param from the first, or when one asked from
 * @param to the last, or up to when one asked
 * @param step how long each of the points is
 * @param durations of all; empty if no document has one
 * @param statuses how many of each class of status, such as {@code 2xx}; those without one are {@code none}
 * @param paths most asked for
 * @param clients that asked most
 * @param agents most used
 */
public record LogFigures(
        String index,
        long requests,
        long bytes,
        Instant from,
        Instant to,
        Duration step,
        Optional<Durations> durations,
        List<Point> points,
        List<Count> statuses,
        List<Count> paths,
        List<Count> clients,
        List<Count> agents) {
    /** Names of the classes, in order. */
    public static final List<String> CLASSES = List.of("1xx", "2xx", "3xx", "4xx", "5xx", "none");

    public LogFigures {
        points = List.copyOf(points);
        statuses = List.copyOf(statuses);
        paths = List.copyOf(paths);
        clients = List.copyOf(clients);
        agents = List.copyOf(agents);
    }

    /** What is how often. */
    public record Count(String name, long count) {}

    /** Microseconds within which half, 95 and 99 of a hundred requests were answered; estimated, as t-digests do. */
    public record Durations(double p50, double p95, double p99) {}

    /**
     * What happened from one moment to the next.
     *
     * @param byClass requests of each of {@link #CLASSES}
     */
    public record Point(Instant time, long requests, long bytes, List<Long> byClass, Optional<Durations> durations) {
        public Point {
            byClass = List.copyOf(byClass);
        }
    }
}
