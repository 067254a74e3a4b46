package dev.kafkalab.labs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessLogLineTest {
    private static final Instant DATE = Instant.parse("2026-01-31T12:00:01Z");
    private static final String SHOWN = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .format(DATE.atZone(ZoneId.systemDefault()));

    @Test
    void isAsTomcatWritesIt() {
        assertThat(line(512, "GET /posts/7/detail?a=b HTTP/1.1", "http://here/", "curl/8.0"))
                .isEqualTo("127.0.0.1 - - [" + SHOWN
                        + "] \"GET /posts/7/detail?a=b HTTP/1.1\" 200 512 1234 \"http://here/\" \"curl/8.0\"");
    }

    @Test
    void whatThereIsNotIsADash() {
        assertThat(line(0, "GET / HTTP/1.1", null, null)).endsWith("\"GET / HTTP/1.1\" 200 - 1234 \"-\" \"-\"");
    }

    @Test
    void nothingThatAClientSendsEndsTheQuotesOrTheLine() {
        assertThat(line(1, "GET / HTTP/1.1", "a\" 500 \\", "b\r\n127.0.0.1 \t한"))
                .endsWith("\"a\\\" 500 \\\\\" \"b\\r\\n127.0.0.1 \\t\\ud55c\"");
    }

    private static String line(long bytes, String request, @Nullable String referer, @Nullable String agent) {
        return new AccessLogLine("127.0.0.1", DATE, request, 200, bytes, 1234, referer, agent).text();
    }
}
