package dev.kafkalab.bench.cdc;

import java.util.List;
import java.util.Map;

/**
 * What one run of one contestant gave.
 *
 * @param figures by their names in {@link Figure}
 * @param complaints what was missing, repeated or out of order, or why the run came to nothing; with any it does not count
 */
public record CdcResult(
        String part, String contestant, int round, Map<String, Double> figures, List<String> complaints) {
    public CdcResult {
        figures = Map.copyOf(figures);
        complaints = List.copyOf(complaints);
    }

    boolean counts() {
        return complaints.isEmpty();
    }
}
