package dev.kafkalab.labs.http;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request as Tomcat's {@code AccessLogValve} writes it with the pattern {@code %h %l %u %t "%r" %s %b %D "%{Referer}i"
 * "%{User-Agent}i"}: {@code host ident user [date] "request" status bytes micros "referer" "agent"}.
 *
 * @param host the client's address
 * @param request method, target as it was sent, protocol
 * @param bytes of the body that was sent; none is {@code -}
 * @param micros from the first byte of the request to the last of the answer
 */
record AccessLogLine(
        String host,
        Instant date,
        String request,
        int status,
        long bytes,
        long micros,
        @Nullable String referer,
        @Nullable String agent) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** The last date written. Lines of the same second share it. */
    private static volatile Second last = new Second(Long.MIN_VALUE, "");

    private record Second(long epochSecond, String text) {}

    String text() {
        StringBuilder line = new StringBuilder(160);
        line.append(host).append(" - - [").append(dateText()).append("] \"");
        escape(request, line);
        line.append("\" ").append(status).append(' ');
        if (bytes == 0) {
            line.append('-');
        } else {
            line.append(bytes);
        }
        line.append(' ').append(micros).append(" \"");
        escape(referer == null ? "-" : referer, line);
        line.append("\" \"");
        escape(agent == null ? "-" : agent, line);
        return line.append('"').toString();
    }

    private String dateText() {
        Second second = last;
        if (second.epochSecond != date.getEpochSecond()) {
            second = new Second(date.getEpochSecond(), DATE.format(date.atZone(ZoneId.systemDefault())));
            last = second;
        }
        return second.text;
    }

    /** As Tomcat does: what a client sends can end neither the quotes nor the line. */
    private static void escape(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c == '\n') {
                to.append("\\n");
            } else if (c == '\r') {
                to.append("\\r");
            } else if (c == '\t') {
                to.append("\\t");
            } else if (c < ' ' || c > '~') {
                to.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    to.append(HEX[c >> shift & 0xf]);
                }
            } else {
                to.append(c);
            }
        }
    }
}
