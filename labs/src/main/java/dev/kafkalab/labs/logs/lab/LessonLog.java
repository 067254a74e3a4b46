package dev.kafkalab.labs.logs.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The access log of the lab: the same lines in each run, each asking for a lesson of its own, over two days. */
final class LessonLog {
    static final int LINES = 6_000;

    private static final Pattern LESSON = Pattern.compile("GET /lessons/(\\d+) ");
    private static final Instant FIRST = Instant.parse("2026-01-31T00:00:00Z");
    private static final int SECONDS_BETWEEN = 24;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private LessonLog() {}

    static void write(Path file) throws IOException {
        Files.write(file, (Iterable<String>) IntStream.range(0, LINES).mapToObj(LessonLog::line)::iterator);
    }

    private static String line(int lesson) {
        return "192.0.2.%d - - [%s] \"GET /lessons/%d HTTP/1.1\" %d %d %d \"-\" \"lab/1.0\""
                .formatted(
                        lesson % 50,
                        DATE.format(FIRST.plusSeconds((long) lesson * SECONDS_BETWEEN)),
                        lesson,
                        lesson % 100 == 0 ? 500 : 200,
                        1000 + lesson,
                        500 + lesson % 977);
    }

    /** Which line it is, also inside an event. */
    static Optional<Integer> lesson(String text) {
        Matcher found = LESSON.matcher(text);
        return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
    }
}
