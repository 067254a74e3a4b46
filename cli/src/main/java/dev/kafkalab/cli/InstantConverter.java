package dev.kafkalab.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads ISO 8601 with a zone ({@code 2026-01-01T00:00:00Z}, {@code …+09:00}), without one, which is UTC as in Kafka's
 * own tools ({@code 2026-01-01T00:00:00.000}, {@code 2026-01-01}), and milliseconds since 1970.
 */
public final class InstantConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            if (text.matches("\\d{1,18}")) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            if (!text.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")) {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            }
            // Kafka's tool takes +0900 and +09 too.
            return OffsetDateTime.parse(
                            text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2").replaceFirst("([+-]\\d\\d)$", "$1:00"))
                    .toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is not a time; write 2026-01-01T00:00:00Z, 2026-01-01T09:00+09:00, 2026-01-01 (UTC) or milliseconds since 1970");
        }
    }
}
