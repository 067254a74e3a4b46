package dev.kafkalab.bench.http;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a load of requests met.
 *
 * @param statuses how many answers had each status
 * @param micros from sending a request to the end of its answer; a request waits for the one before it on its connection, so what a
 *     stall would have done to requests that were not sent meanwhile is not in it
 */
public record LoadResult(Map<Integer, Long> statuses, Duration took, Histogram micros) {
    public LoadResult {
        statuses = Map.copyOf(statuses);
    }

    public long answers() {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    public double perSecond() {
        return answers() / (took.toNanos() / 1e9);
    }

    /** @param percentile such as 99 */
    public double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
