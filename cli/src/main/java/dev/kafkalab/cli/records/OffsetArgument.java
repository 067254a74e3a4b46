package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.reading.StartPosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * kcat's {@code -o}, which may be given twice: a start and {@code e@TIME}.
 *
 * @param start empty if only an end was given, or nothing
 * @param until the time to stop at, not included
 */
record OffsetArgument(Optional<StartPosition> start, Optional<Instant> until) {
    private static final String FORMS = "-o is beginning, end, stored, N, -N, s@TIME or e@TIME";

    static OffsetArgument parse(List<String> arguments, ZoneId zone) {
        StartPosition start = null;
        Instant until = null;
        for (String argument : arguments) {
            if (argument.startsWith("e@") && until == null) {
                until = time(argument.substring(2), zone);
            } else if (start == null && !argument.startsWith("e@")) {
                start = position(argument, zone);
            } else {
                throw CommandException.usage("'-o " + argument + "' is one too many; " + FORMS
                        + ", and only a start and an e@TIME go together");
            }
        }
        return new OffsetArgument(Optional.ofNullable(start), Optional.ofNullable(until));
    }

    private static StartPosition position(String argument, ZoneId zone) {
        if (argument.startsWith("s@")) {
            return new StartPosition.AtTime(time(argument.substring(2), zone));
        }
        return switch (argument) {
            case "beginning", "earliest" -> new StartPosition.Beginning();
            case "end", "latest" -> new StartPosition.End();
            case "stored" -> new StartPosition.Stored();
            default -> number(argument);
        };
    }

    private static StartPosition number(String argument) {
        try {
            long number = Long.parseLong(argument);
            return argument.startsWith("-")
                    ? new StartPosition.BeforeEnd(Math.negateExact(number))
                    : new StartPosition.At(number);
        } catch (NumberFormatException | ArithmeticException e) {
            throw CommandException.usage("'-o " + argument + "' is no offset; " + FORMS);
        }
    }

    /** Milliseconds since 1970, or a date or time of ISO 8601; without a zone, of this one. */
    static Instant time(String text, ZoneId zone) {
        try {
            if (text.matches("\\d{5,18}")) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            @Nullable
            Instant local = text.matches(".*(Z|[+-]\\d{2}:?\\d{2})")
                    ? null
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
            return local != null ? local : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw CommandException.usage(
                    "'" + text
                            + "' is no time; write milliseconds since 1970, 2026-01-31, 2026-01-31T12:00:00 or 2026-01-31T12:00:00Z");
        }
    }
}
