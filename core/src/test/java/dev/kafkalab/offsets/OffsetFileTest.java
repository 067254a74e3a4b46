package dev.kafkalab.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import dev.kafkalab.offsets.PlannedOffset.Basis;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetFileTest {
    private static Map<TopicPartition, Long> read(String csv) {
        return OffsetFile.read(csv, "readers", "plan.csv");
    }

    @Test
    void readsTheLayoutOfOneGroup() {
        assertThat(read("access,0,5\r\n\naccess,1,3\n"))
                .isEqualTo(Map.of(new TopicPartition("access", 0), 5L, new TopicPartition("access", 1), 3L));
    }

    @Test
    void readsItsOwnLinesFromTheLayoutOfSeveralGroups() {
        assertThat(read("\"readers\",access,0,5\nothers,access,0,9\n"))
                .isEqualTo(Map.of(new TopicPartition("access", 0), 5L));
    }

    @Test
    void aGroupMayHaveCommasAndQuotesInItsName() {
        assertThat(OffsetFile.read("\"a,\"\"b\"\"\",access,0,5", "a,\"b\"", "plan.csv"))
                .isEqualTo(Map.of(new TopicPartition("access", 0), 5L));
    }

    @Test
    void namesTheLineThatIsWrong() {
        for (String wrong : List.of(
                "access,0", "access,x,5", "access,-1,5", "access,0,", "access,0,-3", "\"access,0,5", "access,1,1")) {
            assertThatThrownBy(() -> read("access,1,5\n" + wrong))
                    .isInstanceOfSatisfying(
                            KafkaLabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USAGE))
                    .hasMessageStartingWith("plan.csv line 2");
        }
    }

    @Test
    void aFileWithoutTheGroupIsNotFound() {
        assertThatThrownBy(() -> read("others,access,0,5\n"))
                .isInstanceOfSatisfying(
                        KafkaLabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        OffsetPlan plan = new OffsetPlan("readers", List.of(row("access", 10, 4), row("a".repeat(30), 10, 20)));
        assertThat(OffsetFile.write(plan)).isEqualTo("access,0,4\n\"" + "a".repeat(30) + "\",0,20\n");
        assertThat(read(OffsetFile.write(plan))).containsValues(4L, 20L);
    }

    @Test
    void aPlanCountsOnlyOffsetsTheLogStillHas() {
        PlannedOffset lostStart =
                new PlannedOffset(new TopicPartition("access", 0), OptionalLong.of(0), 150, 150, 100, 200, Basis.EXACT);
        assertThat(lostStart.skipped()).isEqualTo(50);
        assertThat(lostStart.delta()).hasValue(150);
        assertThat(new OffsetPlan("g", List.of(row("a", 10, 4), row("b", 4, 10))))
                .extracting(OffsetPlan::replayed, OffsetPlan::skipped)
                .containsExactly(6L, 6L);
    }

    private static PlannedOffset row(String topic, long old, long next) {
        return new PlannedOffset(new TopicPartition(topic, 0), OptionalLong.of(old), next, next, 0, 1000, Basis.EXACT);
    }
}
