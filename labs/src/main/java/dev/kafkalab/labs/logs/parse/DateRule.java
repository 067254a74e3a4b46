package dev.kafkalab.labs.logs.parse;

import dev.kafkalab.KafkaLabException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of a line stands, and how it is written: a pattern such as {@code dd/MMM/yyyy:HH:mm:ss Z}, or as in
 * Logstash's date filter {@code ISO8601}, {@code UNIX} (seconds) or {@code UNIX_MS}. A day that is not in the calendar
 * is no date. Thread-safe.
 */
public final class DateRule {
    /** Where patterns of access logs have it. */
    private static final List<String> STANDARD_FIELDS = List.of("date", "timestamp", "timestamp8601", "@timestamp");

    private static final long EARLIEST = Instant.parse("0000-01-02T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern("d/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private final List<String> fields;
    private final List<How> ways;
    private final ZoneId zone;

    /** Reads one way of writing a time. */
    @FunctionalInterface
    private interface How {
        EventTime read(String text);
    }

    private DateRule(List<String> fields, List<How> ways, ZoneId zone) {
        this.fields = fields;
        this.ways = ways;
        this.zone = zone;
    }

    /** The fields {@code date} or {@code timestamp}, as access logs write dates or in ISO 8601. */
    public static DateRule standard(ZoneId zone) {
        return new DateRule(
                STANDARD_FIELDS,
                List.of(text -> EventTime.at(OffsetDateTime.from(HTTP.parse(text))), text -> iso(text, zone)),
                zone);
    }

    /** @throws KafkaLabException if the pattern is none */
    public static DateRule of(String field, String pattern, ZoneId zone) {
        How how = switch (pattern) {
            case "ISO8601" -> text -> iso(text, zone);
            case "UNIX" ->
                text -> EventTime.at(Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000)), zone);
            case "UNIX_MS" -> text -> EventTime.at(Instant.ofEpochMilli(Long.parseLong(text)), zone);
            default -> {
                DateTimeFormatter formatter = formatter(pattern, zone);
                yield text -> time(formatter.parse(text), zone);
            }
        };
        return new DateRule(List.of(field), List.of(how), zone);
    }

    private static DateTimeFormatter formatter(String pattern, ZoneId zone) {
        try {
            // Y is what Joda's patterns, and so Logstash's, call a year.
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern.replace('Y', 'y'))
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.USAGE,
                    "the pattern of dates '%s' is wrong: %s".formatted(pattern, e.getMessage()),
                    e);
        }
    }

    private static EventTime time(TemporalAccessor parsed, ZoneId zone) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            Instant time = Instant.from(parsed);
            ZoneId own = parsed.query(TemporalQueries.zone());
            return EventTime.at(time, own == null ? zone : own);
        }
        if (!parsed.isSupported(ChronoField.EPOCH_DAY)) {
            throw new DateTimeException("no day");
        }
        LocalDate day = LocalDate.from(parsed);
        return parsed.isSupported(ChronoField.NANO_OF_DAY)
                ? at(LocalDateTime.from(parsed).atZone(zone))
                : at(day.atStartOfDay(zone));
    }

    private static EventTime at(ZonedDateTime time) {
        return EventTime.at(time.toOffsetDateTime());
    }

    private static EventTime iso(String text, ZoneId zone) {
        String strict =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        TemporalAccessor parsed =
                ISO.parseBest(strict.replace(',', '.'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof LocalDateTime local) {
            return at(local.atZone(zone));
        }
        return parsed instanceof LocalDate day ? at(day.atStartOfDay(zone)) : EventTime.at(OffsetDateTime.from(parsed));
    }

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    boolean isTime(String field) {
        return fields.contains(field);
    }

    /** Whether a line without a time is none. */
    boolean required() {
        return fields.size() == 1;
    }

    /** Of what names none. */
    public ZoneId zone() {
        return zone;
    }

    /** Reads a time. */
    public EventTime read(String text) throws UnmatchedLineException {
        for (How way : ways) {
            try {
                EventTime time = way.read(text);
                if (time.millis() < EARLIEST || time.millis() > LATEST) {
                    throw new UnmatchedLineException("the year of the date is not one of 0 to 9999");
                }
                return time;
            } catch (DateTimeException | ArithmeticException | NumberFormatException next) {
                // falls through to the next way of writing it
            }
        }
        throw new UnmatchedLineException("the date is not written as expected");
    }
}
