package dev.kafkalab.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads the pattern of the access-log line in Logstash's pipeline and tries it, Logstash's names spelt out. */
class GrokPatternTest {
    private static final Map<String, String> MEANING = Map.of(
            "NOTSPACE", "\\S+",
            "INT", "[+-]?[0-9]+",
            "HTTPDATE", "\\d{1,2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}");

    private Pattern line;

    @BeforeEach
    void readThePattern() throws IOException {
        String pipeline = Files.readString(Path.of("..", "docker", "logstash", "pipeline", "access-log.conf"));
        Matcher quoted = Pattern.compile("\"message\" => '(.*)'").matcher(pipeline);
        assertThat(quoted.find()).isTrue();
        String spelt = Pattern.compile("%\\{(\\w+):(\\w+)(?::\\w+)?}")
                .matcher(quoted.group(1))
                .replaceAll(token ->
                        Matcher.quoteReplacement("(?<" + token.group(2) + ">" + MEANING.get(token.group(1)) + ")"));
        line = Pattern.compile(spelt);
    }

    @Test
    void aLineOfTheCourseFallsIntoItsFields() {
        Matcher parts = line.matcher("10.0.0.1 - kim [31/Jan/2026:23:59:59 +0900] \"GET /강의?id=1 HTTP/1.1\" 200 5120 "
                + "1834 \"https://lab.example/\" \"Mozilla/5.0 (X11)\"");
        assertThat(parts.matches()).isTrue();
        assertThat(parts.group("client")).isEqualTo("10.0.0.1");
        assertThat(parts.group("user")).isEqualTo("kim");
        assertThat(parts.group("date")).isEqualTo("31/Jan/2026:23:59:59 +0900");
        assertThat(parts.group("request")).isEqualTo("GET /강의?id=1 HTTP/1.1");
        assertThat(parts.group("status")).isEqualTo("200");
        assertThat(parts.group("bytes")).isEqualTo("5120");
        assertThat(parts.group("micros")).isEqualTo("1834");
        assertThat(parts.group("agent")).isEqualTo("Mozilla/5.0 (X11)");
    }

    @Test
    void missingSizesEscapedQuotesAndNoRequestAreLinesToo() {
        assertThat(line.matcher("::1 - - [01/Feb/2026:00:00:00 +0000] \"-\" 408 - 12 \"-\" \"-\"")
                        .matches())
                .isTrue();
        assertThat(line.matcher(
                                "a - - [01/Feb/2026:00:00:00 +0000] \"GET /\\\"x\\\" HTTP/1.0\" 404 7 9 \"-\" \"a \\\"b\\\"\"")
                        .matches())
                .isTrue();
    }

    @Test
    void anythingElseIsNot() {
        assertThat(line.matcher("not an access log").matches()).isFalse();
    }
}
