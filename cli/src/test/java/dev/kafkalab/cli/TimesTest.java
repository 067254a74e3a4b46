package dev.kafkalab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z,2026-01-01T00:00:00Z",
        "2026-01-01T09:00:00.500+09:00,2026-01-01T00:00:00.500Z",
        "2026-01-01T09:00:00.000+0900,2026-01-01T00:00:00Z",
        "2026-01-01T09:00+09,2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.000,2026-01-01T00:00:00Z",
        "2026-01-01,2026-01-01T00:00:00Z",
        "1767225600000,2026-01-01T00:00:00Z"
    })
    void aTimeWithoutAZoneIsUtc(String text, Instant expected) {
        assertThat(new InstantConverter().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01T00:00:00Z", "2026-01-01T", "", "-1"})
    void whatIsNoTimeIsNamed(String text) {
        assertThatThrownBy(() -> new InstantConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "1h,PT1H", "7d,PT168H", "P1DT2H,PT26H", "1.5s,PT1.5S"})
    void durationsAreShortOrIso(String text, Duration expected) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
    }
}
