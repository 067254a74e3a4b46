package dev.kafkalab.cli.capture;

import dev.kafkalab.cli.CommandException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** {@code --from-position}, as a relay takes it. */
public final class StartArgument {
    private static final String WORDS = "beginning|end";
    private static final DateTimeFormatter OF_DATABASE = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter();

    private StartArgument() {}

    /** Of rows with ids. @throws CommandException if it is none of the forms */
    public static String id(String text) {
        if (!text.matches(WORDS + "|\\d{1,18}")) {
            throw CommandException.usage("--from-position is '" + text
                    + "'; it must be beginning, end, or the id of the last row that is not wanted");
        }
        return text;
    }

    /**
     * Of rows with a time: a date, or date and time; one with a zone is taken to UTC, which is how a TIMESTAMP is read.
     *
     * @throws CommandException if it is none of the forms
     */
    public static String time(String text) {
        if (text.matches(WORDS)) {
            return text;
        }
        try {
            String iso = text.replaceFirst("^(\\S+) (?=\\d)", "$1T");
            LocalDateTime time = iso.matches("\\d{4}-\\d\\d-\\d\\d")
                    ? LocalDate.parse(iso).atStartOfDay()
                    : iso.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")
                            ? OffsetDateTime.parse(iso)
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toLocalDateTime()
                            : LocalDateTime.parse(iso);
            return OF_DATABASE.format(time);
        } catch (DateTimeException e) {
            throw CommandException.usage("--from-position is '" + text
                    + "'; it must be beginning, end, or a time such as 2026-01-31T12:00:00Z or '2026-01-31 12:00:00'");
        }
    }
}
