package dev.kafkalab.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cdc.RelayStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {
    private static RelayStatus relay(String name, int gaps, long sent, String waitsFor) {
        return new RelayStatus(
                name, "campus." + name, true, "17", gaps, sent, 0, Optional.empty(), Optional.ofNullable(waitsFor));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1    |                         | outbox at 17, 1 record, 980/s",
                "2 | 5000 |                         | outbox at 17, 5,000 records, 980/s, 2 open gaps",
                "1 | 0    | MySQL does not answer   | outbox at 17, 0 records, 980/s, 1 open gap, waits: MySQL does not answer"
            })
    void oneRelayIsShownWithItsPosition(int gaps, long sent, String waitsFor, String line) {
        assertThat(StatusLine.of(List.of(relay("outbox", gaps, sent, waitsFor)), 980))
                .isEqualTo(line);
    }

    @Test
    void severalAreAddedUpAndTheOneThatWaitsIsNamed() {
        assertThat(StatusLine.of(List.of(relay("a", 1, 2, null), relay("b", 1, 3, "it is night")), 0))
                .isEqualTo("2 relays, 5 records, 0/s, 2 open gaps, b waits: it is night");
    }

    @Test
    void theLineNeverBreaks() {
        String line = StatusLine.of(List.of(relay("outbox", 0, 1, "x".repeat(200) + "\nsecond line")), 0);
        assertThat(line).hasSize(100).endsWith("x…").doesNotContain("\n");
        assertThat(StatusLine.of(List.of(relay("outbox", 0, 1, "first line\nsecond line")), 0))
                .endsWith("waits: first line");
    }
}
