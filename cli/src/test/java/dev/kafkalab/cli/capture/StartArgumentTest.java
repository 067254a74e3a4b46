package dev.kafkalab.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.cli.CommandException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartArgumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"beginning", "end", "0", "123456789012345678"})
    void anIdIsTakenAsItIs(String text) {
        assertThat(StartArgument.id(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "2026-01-31", "latest", "1234567890123456789"})
    void whatIsNoIdIsRefusedWithTheForms(String text) {
        assertThatThrownBy(() -> StartArgument.id(text))
                .isInstanceOf(CommandException.class)
                .hasMessage("--from-position is '" + text
                        + "'; it must be beginning, end, or the id of the last row that is not wanted");
    }

    @ParameterizedTest
    @CsvSource({
        "beginning, beginning",
        "end, end",
        "2026-01-31, 2026-01-31 00:00:00",
        "2026-01-31 12:00:00, 2026-01-31 12:00:00",
        "2026-01-31 12:00, 2026-01-31 12:00:00",
        "2026-01-31T12:00:00.5, 2026-01-31 12:00:00.5",
        "2026-01-31T12:00:00.123456, 2026-01-31 12:00:00.123456",
        "2026-01-31T12:00:00Z, 2026-01-31 12:00:00",
        "2026-01-31T12:00:00+09:00, 2026-01-31 03:00:00"
    })
    void aTimeIsWrittenAsTheDatabaseWritesIt(String text, String taken) {
        assertThat(StartArgument.time(text)).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "yesterday", "2026-02-30", "2026-01-31T25:00:00", "12:00"})
    void whatIsNoTimeIsRefusedWithTheForms(String text) {
        assertThatThrownBy(() -> StartArgument.time(text))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--from-position is '" + text + "'")
                .hasMessageContaining("2026-01-31T12:00:00Z");
    }
}
