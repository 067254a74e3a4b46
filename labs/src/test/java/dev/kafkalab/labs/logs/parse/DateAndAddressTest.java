package dev.kafkalab.labs.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateAndAddressTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @Test
    void datesAreThoseOfJava() throws UnmatchedLineException {
        Random random = new Random(7);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
        HttpDate dates = new HttpDate();
        for (int i = 0; i < 5_000; i++) {
            OffsetDateTime time = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 10_000_000_000L))
                    .atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-60, 60) * 900));
            byte[] text = format.format(time).getBytes(StandardCharsets.US_ASCII);
            assertThat(dates.millis(text, 0)).isEqualTo(time.toInstant().toEpochMilli());
            assertThat(dates.day()).isEqualTo(time.toLocalDate().toEpochDay());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/Feb/2026:00:00:00 +0000",
                "29/Feb/2025:00:00:00 +0000",
                "00/Jan/2026:00:00:00 +0000",
                "01/Foo/2026:00:00:00 +0000",
                "01/Jan/2026:24:00:00 +0000",
                "01/Jan/2026:00:60:00 +0000",
                "01/Jan/2026:00:00:00 ?0000",
                "01-Jan-2026:00:00:00 +0000"
            })
    void aDateThatIsNoneIsSaid(String text) {
        assertThatThrownBy(() -> new HttpDate().millis(text.getBytes(StandardCharsets.US_ASCII), 0))
                .isInstanceOf(UnmatchedLineException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ISO8601|2026-01-31T23:59:59Z|2026-01-31T23:59:59Z|2026-01-31",
                "ISO8601|2026-01-31 23:59:59,5|2026-01-31T14:59:59.500Z|2026-01-31",
                "ISO8601|2026-01-31T23:59:59+0900|2026-01-31T14:59:59Z|2026-01-31",
                "ISO8601|2026-01-31T23:59:59-0800|2026-02-01T07:59:59Z|2026-01-31",
                "ISO8601|2026-02-01|2026-01-31T15:00:00Z|2026-02-01",
                "UNIX|1769871599.5|2026-01-31T14:59:59.500Z|2026-01-31",
                "UNIX_MS|1769871600000|2026-01-31T15:00:00Z|2026-02-01",
                "YYYY-MM-dd HH:mm|2026-01-31 09:00|2026-01-31T00:00:00Z|2026-01-31",
                "dd.MM.yyyy|31.01.2026|2026-01-30T15:00:00Z|2026-01-31",
                "dd/MMM/yyyy:HH:mm:ss Z|31/Jan/2026:23:00:00 +0000|2026-01-31T23:00:00Z|2026-01-31"
            })
    void aTimeIsReadAsItsPatternSaysAndADayIsThatOfTheZoneItIsWrittenIn(
            String pattern, String text, String expected, String day) throws UnmatchedLineException {
        EventTime time = DateRule.of("d", pattern, SEOUL).read(text);
        assertThat(Instant.ofEpochMilli(time.millis())).isEqualTo(Instant.parse(expected));
        assertThat(LocalDate.ofEpochDay(time.day())).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ISO8601|2026-02-31T00:00:00Z", "dd.MM.yyyy|30.02.2026", "yyyy-MM-dd HH:mm|2026-01-31 24:00"})
    void aDayThatIsNotInTheCalendarIsNoDate(String pattern, String text) {
        assertThatThrownBy(() -> DateRule.of("d", pattern, SEOUL).read(text))
                .isInstanceOf(UnmatchedLineException.class);
    }

    @Test
    void unlessSaidOtherwiseDatesOfAccessLogsAndIsoAreRead() throws UnmatchedLineException {
        DateRule standard = DateRule.standard(ZoneOffset.UTC);
        assertThat(standard.read("31/Jan/2026:00:00:00 +0000")).isEqualTo(standard.read("2026-01-31T00:00:00Z"));
        assertThatThrownBy(() -> standard.read("yesterday")).isInstanceOf(UnmatchedLineException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,true",
        "255.255.255.255,true",
        "0.0.0.0,true",
        "256.0.0.1,false",
        "10.0.0,false",
        "10.0.0.1.2,false",
        "10..0.1,false",
        "01.0.0.1,false",
        "lab.example,false",
        "-,false",
        "::,true",
        "::1,true",
        "2001:db8::1,true",
        "1:2:3:4:5:6:7:8,true",
        "1:2:3:4:5:6:7,false",
        "1:2:3:4:5:6:7:8:9,false",
        "1::2::3,false",
        ":1,false",
        "1:,false",
        "12345::,false",
        "::ffff:192.0.2.1,true",
        "1:2:3:4:5:6:192.0.2.1,true",
        "fe80::1%eth0,false",
        "g::,false"
    })
    void addressesAreToldFromNames(String text, boolean expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(IpAddress.is(bytes, 0, bytes.length)).isEqualTo(expected);
    }
}
