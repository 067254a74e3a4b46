package dev.kafkalab.bench.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CdcResultsTest {
    @Test
    void aRunWithComplaintsCountsNowhereButIsReported() {
        CdcResults results = new CdcResults(
                List.of(run(Contestants.LAB, 1, 100), run(Contestants.LAB, 2, 9_999, "1 rows came again")));
        assertThat(results.median(Part.DRAIN, Contestants.LAB, Figure.ROWS_PER_SECOND))
                .hasValue(100);
        assertThat(results.discarded())
                .singleElement()
                .extracting(CdcResult::round)
                .isEqualTo(2);
    }

    @Test
    void ratiosCompareRunsOfTheSameRound() {
        CdcResults results = new CdcResults(List.of(
                run(Contestants.LAB, 1, 400),
                run(Contestants.BINLOG, 1, 100),
                run(Contestants.LAB, 2, 40),
                run(Contestants.BINLOG, 2, 10)));
        assertThat(CdcMark.ALL.get(0).judge(results))
                .hasValueSatisfying(
                        line -> assertThat(line).startsWith("reached").contains("4.00"));
    }

    @Test
    void whatWasNotMeasuredIsNotJudgedAndHasADashInTheTable() {
        CdcResults results = new CdcResults(List.of(run(Contestants.BINLOG, 1, 100)));
        assertThat(CdcMark.ALL)
                .allSatisfy(mark -> assertThat(mark.judge(results)).isEmpty());
        assertThat(results.table(Part.DRAIN).markdown())
                .last()
                .isEqualTo("| Debezium, binlog, outbox router | - | 100 | - | - | - | - |");
    }

    @Test
    void aResultIsReadAsItWasWritten() throws Exception {
        ObjectMapper json = new ObjectMapper();
        CdcResult result = run(Contestants.LAB, 1, 100.5, "lost");
        assertThat(json.readValue(json.writeValueAsString(result), CdcResult.class))
                .isEqualTo(result);
    }

    private static CdcResult run(String contestant, int round, double rate, String... complaints) {
        return new CdcResult(
                Part.DRAIN.id(), contestant, round, Map.of(Figure.ROWS_PER_SECOND, rate), List.of(complaints));
    }
}
