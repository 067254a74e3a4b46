package dev.kafkalab.bench.content;

import java.util.List;
import java.util.Map;

/**
 * What one run of one contestant gave.
 *
 * @param figures by the names that its part gives them
 * @param complaints what was missing or wrong; with any the run does not count
 */
public record Measurement(
        String part, String contestant, int round, Map<String, Double> figures, List<String> complaints) {
    public Measurement {
        figures = Map.copyOf(figures);
        complaints = List.copyOf(complaints);
    }

    boolean counts() {
        return complaints.isEmpty();
    }
}
