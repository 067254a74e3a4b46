package dev.kafkalab.cli.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.reading.StartPosition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetArgumentTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @Test
    void everyFormOfKcatIsKnown() {
        assertThat(start("beginning")).isEqualTo(new StartPosition.Beginning());
        assertThat(start("end")).isEqualTo(new StartPosition.End());
        assertThat(start("stored")).isEqualTo(new StartPosition.Stored());
        assertThat(start("17")).isEqualTo(new StartPosition.At(17));
        assertThat(start("-17")).isEqualTo(new StartPosition.BeforeEnd(17));
        assertThat(start("s@1700000000000"))
                .isEqualTo(new StartPosition.AtTime(Instant.ofEpochMilli(1_700_000_000_000L)));
    }

    @Test
    void timesWithoutAZoneAreOfTheLocalOne() {
        Instant midnight = Instant.parse("2026-01-30T15:00:00Z");
        assertThat(start("s@2026-01-31")).isEqualTo(new StartPosition.AtTime(midnight));
        assertThat(start("s@2026-01-31T00:00:00")).isEqualTo(new StartPosition.AtTime(midnight));
        assertThat(start("s@2026-01-30T15:00:00Z")).isEqualTo(new StartPosition.AtTime(midnight));
        assertThat(start("s@2026-01-31T00:00:00+09:00")).isEqualTo(new StartPosition.AtTime(midnight));
    }

    @Test
    void aStartAndAnEndGoTogether() {
        OffsetArgument both = OffsetArgument.parse(List.of("e@1700000000001", "5"), SEOUL);
        assertThat(both.start()).contains(new StartPosition.At(5));
        assertThat(both.until()).contains(Instant.ofEpochMilli(1_700_000_000_001L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"middle", "", "1x", "s@yesterday", "s@2026-13-01"})
    void otherFormsAreUsageErrors(String argument) {
        assertThatThrownBy(() -> start(argument)).isInstanceOf(CommandException.class);
    }

    private static StartPosition start(String argument) {
        return OffsetArgument.parse(List.of(argument), SEOUL).start().orElseThrow();
    }
}
