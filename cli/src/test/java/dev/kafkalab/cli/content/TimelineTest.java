package dev.kafkalab.cli.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.verify.TraceStep;
import dev.kafkalab.labs.content.verify.TraceStep.Station;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theLaterAStoreHadItTheFurtherToTheRightItStands() {
        assertThat(lines(
                        step(1, Station.ORIGINAL, 3, "CREATE, partition 0 offset 4"),
                        step(2, Station.MYSQL, 100, "written"),
                        step(2, Station.INSPECTED, 131, "fits: kafka"),
                        step(2, Station.ELASTICSEARCH, 162, "tags: kafka")))
                .containsExactly(
                        "version 1, from 2026-01-01T00:00:00.003Z: post.original +0 ms (CREATE, partition 0 offset 4)",
                        "post 7, version 2, from 2026-01-01T00:00:00.100Z",
                        "MySQL           ●                                      +0 ms  written",
                        "post.inspected  ───────────────●                      +31 ms  fits: kafka",
                        "Elasticsearch   ───────────────────────────────●      +62 ms  tags: kafka");
    }

    @Test
    void whoDoesNotTellWhenIsNamedAllTheSame() {
        assertThat(lines(
                        step(1, Station.MYSQL, 0, "written"),
                        new TraceStep(1, Station.REDIS, Optional.empty(), "not shown, for good")))
                .last()
                .asString()
                .startsWith("Redis  ")
                .endsWith("?  not shown, for good");
    }

    @Test
    void whatComesBeforeItWasWrittenStandsAtTheBeginning() {
        assertThat(lines(step(1, Station.MYSQL, 5, "written"), step(1, Station.OUTBOX, 3, "event 1")))
                .last()
                .asString()
                .contains("●", "-2 ms");
    }

    private static List<String> lines(TraceStep... steps) {
        return new Timeline(7, List.of(steps), ContentNames.standard()).lines();
    }

    private static TraceStep step(long version, Station station, long millis, String detail) {
        return new TraceStep(version, station, Optional.of(START.plusMillis(millis)), detail);
    }
}
