package dev.kafkalab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void aRunWithComplaintsCountsNowhereButIsReported() {
        Results results = new Results(List.of(
                run("a", 1, 100), run("a", 2, 300), run("a", 3, 200), run("a", 4, 9_999, "1 records handled again")));
        assertThat(results.median("none", "a", RunResult::rate)).hasValue(200);
        assertThat(results.discarded())
                .singleElement()
                .extracting(RunResult::round)
                .isEqualTo(4);
    }

    @Test
    void whoOnlyHasRunsWithComplaintsHasNoFigures() {
        Results results = new Results(List.of(run("a", 1, 100, "lost")));
        assertThat(results.contestants("none")).isEmpty();
        assertThat(results.median("none", "a", RunResult::rate)).isEmpty();
    }

    @Test
    void ratiosCompareRunsOfTheSameRound() {
        // The machine is ten times slower in round 2; the ratio of the two is the same.
        Results results = new Results(
                List.of(run("a", 1, 500), run("b", 1, 1_000), run("a", 2, 50), run("b", 2, 100), run("a", 3, 500)));
        assertThat(results.ratio("none", "a", "b")).hasValue(0.5);
    }

    private static RunResult run(String contestant, int round, long records, String... complaints) {
        return new RunResult("none", contestant, round, records, 0, 1, 1, 1, 0, 1, 0, List.of(complaints));
    }
}
