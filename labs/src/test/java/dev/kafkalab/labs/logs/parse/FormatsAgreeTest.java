package dev.kafkalab.labs.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.labs.logs.grok.GrokPatterns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The scanner of bytes and the grok pattern of the same format read the same, line by line. */
class FormatsAgreeTest {
    private static final Path SAMPLE = Path.of("src/main/resources/dev/kafkalab/labs/tour/sample-access.log");
    private static final String WEIRD = "\" \\[]-:/+0aZ\t\n\r\u000b\u2028\u00001가é";

    private final ParsedLine line = new ParsedLine();

    private static LineParser scanner(AccessLogShape shape) {
        return LineFormat.named(shape.name()).parser();
    }

    private static LineParser grok(AccessLogShape shape) {
        return LineFormat.grok(
                        "%{" + shape.name() + "ACCESSLOG}",
                        GrokPatterns.standard(),
                        DateRule.of("date", "dd/MMM/yyyy:HH:mm:ss Z", ZoneId.of("UTC")))
                .parser();
    }

    /** The fields, the time, or that it does not match. */
    private Map<String, String> read(LineParser parser, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            parser.parse(bytes, 0, bytes.length, line);
            Map<String, String> fields = line.texts();
            fields.put("time", String.valueOf(line.time()));
            fields.put("day", LocalDate.ofEpochDay(line.day()).toString());
            return fields;
        } catch (UnmatchedLineException e) {
            return Map.of();
        }
    }

    /** Lines of the sample in that shape. */
    private static List<String> lines(AccessLogShape shape) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String combined : Files.readAllLines(SAMPLE)) {
            int tail = combined.indexOf(" \"", combined.indexOf("\" ") + 2);
            lines.add(
                    switch (shape) {
                        case COMMON -> combined.substring(0, tail);
                        case COMBINED -> combined;
                        case TOMCAT -> combined.substring(0, tail) + " " + lines.size() * 37 + combined.substring(tail);
                    });
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void onWholeLines(AccessLogShape shape) throws IOException {
        LineParser scanner = scanner(shape);
        LineParser grok = grok(shape);
        for (String text : lines(shape)) {
            Map<String, String> fields = read(scanner, text);
            assertThat(fields).as(text).containsKeys("client", "clientip", "status", "time");
            assertThat(fields.containsKey("path")).as(text).isEqualTo(text.matches(".*\"[A-Z]+ .*"));
            assertThat(read(grok, text)).as(text).isEqualTo(fields);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onLinesThatAreDamagedAnywhere(AccessLogShape shape) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LineParser scanner = scanner(shape);
        LineParser grok = grok(shape);
        List<String> lines = lines(shape);
        int matched = 0;
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text = new StringBuilder(lines.get(random.nextInt(lines.size())));
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                int at = random.nextInt(text.length());
                char c = WEIRD.charAt(random.nextInt(WEIRD.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            Map<String, String> fields = read(scanner, text.toString());
            matched += fields.isEmpty() ? 0 : 1;
            assertThat(read(grok, text.toString()))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(fields);
        }
        assertThat(matched).isBetween(1_000, 5_900);
    }

    @Test
    void whatIsNotThereIsAbsentAndPartsAreTakenApart() {
        Map<String, String> fields = read(
                LineFormat.named("access").parser(),
                "2001:db8::1 - kim [31/Jan/2026:23:59:59 +0900] \"GET /a/b?c=d&e HTTP/1.1\" 304 - \"-\" \"curl/8\"");
        assertThat(fields)
                .containsEntry("clientip", "2001:db8::1")
                .containsEntry("user", "kim")
                .containsEntry("path", "/a/b")
                .containsEntry("query", "c=d&e")
                .containsEntry("httpVersion", "1.1")
                .containsEntry("time", "1769871599000")
                .doesNotContainKeys("ident", "bytes", "referer", "micros");
        assertThat(read(LineFormat.named("access").parser(), "proxy - - [31/Jan/2026:23:59:59 +0900] \"-\" 408 0"))
                .containsEntry("client", "proxy")
                .doesNotContainKeys("clientip", "request", "method");
    }

    /** What people think of when they think of an access log. */
    static List<String> oddities() {
        String date = "[31/Jan/2026:12:00:00 +0900]";
        return List.of(
                "",
                " ",
                "h",
                "h - - " + date + " \"\" 200 0",
                "h - - " + date + " \"-\" 408 -",
                "h - - " + date + " \"\\x16\\x03\" 400 226",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 \"a\\\"b\" \"c\\\\\"",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 \"\" \"\"",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 \"-\" \"-x\"",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 7 \"-\" \"-\"",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 - \"-\" \"-\"",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 7",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 \"-\" \"-\" ",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"\n",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5 \"-\" \"-\" \"more\"",
                "h - - " + date + " \"GET / HTTP/1.1\" 099 5",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 1234567890123456789",
                "h -- -x " + date + " \"GET / HTTP/1.1\" 200 5",
                "h - - [31/Feb/2026:12:00:00 +0900] \"GET / HTTP/1.1\" 200 5",
                "h - - [29/Feb/2024:23:59:59 -1759] \"GET / HTTP/1.1\" 200 5",
                "h - - [00/Jan/2026:12:00:00 +0900] \"GET / HTTP/1.1\" 200 5",
                "h - - [31/jan/2026:12:00:00 +0900] \"GET / HTTP/1.1\" 200 5",
                "h - - [31/Jan/2026:24:00:00 +0900] \"GET / HTTP/1.1\" 200 5",
                "h - - " + date + " \"한글 경로\" 200 5 \"é\" \"\u2028\"",
                "first line\nh - - " + date + " \"GET / HTTP/1.1\" 200 5",
                "h - - " + date + " \"GET / HTTP/1.1\" 200 5\nlast line",
                "h - - " + date + " \"GET /\n HTTP/1.1\" 200 5",
                "h - - " + date + " \"GET /\\\n HTTP/1.1\" 200 5");
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void onWhatPeopleThinkOf(String text) {
        for (AccessLogShape shape : AccessLogShape.values()) {
            assertThat(read(grok(shape), text)).as("%s: %s", shape, text).isEqualTo(read(scanner(shape), text));
        }
    }

    @Test
    void logstashsOwnPatternSaysTheSameOfLinesThatItTakes() throws IOException {
        LineParser logstash = LineFormat.grok(
                        "%{COMBINEDAPACHELOG}", GrokPatterns.standard(), DateRule.standard(ZoneId.of("UTC")))
                .parser();
        int taken = 0;
        for (String text : lines(AccessLogShape.COMBINED)) {
            Map<String, String> theirs = read(logstash, text);
            if (theirs.isEmpty()) {
                continue; // a user whose name is not of ASCII
            }
            taken++;
            Map<String, String> ours = read(scanner(AccessLogShape.COMBINED), text);
            assertThat(theirs.get("clientip")).as(text).isEqualTo(ours.get("client"));
            assertThat(theirs.get("time")).isEqualTo(ours.get("time"));
            assertThat(theirs.get("response")).isEqualTo(ours.get("status"));
            assertThat(theirs.get("bytes")).isEqualTo(ours.get("bytes"));
            assertThat(theirs.get("agent")).isEqualTo("\"" + ours.getOrDefault("agent", "-") + "\"");
        }
        assertThat(taken).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "h - - 31/Jan/2026 \"GET / HTTP/1.1\" 200 5|date",
                "h - - [31/Jan/2026:12:00:00 +0900] \"GET|request",
                "h - - [31/Jan/2026:12:00:00 +0900] \"GET / HTTP/1.1\" OK 5|status",
                "h - - [31/Jan/2026:12:00:00 +0900] \"GET / HTTP/1.1\" 200 many|bytes",
                "h - - [31/Jan/2026:12:00:00 +0900] \"GET / HTTP/1.1\" 200 5 \"-\" \"Mozilla|agent"
            })
    void aReasonSaysWhereItStoppedAndHoldsNothingOfTheLine(String text, String where) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> LineFormat.named("access").parser().parse(bytes, 0, bytes.length, line))
                .hasMessageContaining(where)
                .hasMessageNotContainingAny("GET", "Mozilla", "many", "OK");
    }

    @Test
    void aFormatThatIsNamedTakesNoOther() {
        String common = "a - - [31/Jan/2026:23:59:59 +0900] \"GET / HTTP/1.0\" 200 1";
        assertThat(read(LineFormat.named("combined").parser(), common)).isEmpty();
        assertThat(read(LineFormat.named("common").parser(), common)).isNotEmpty();
    }
}
