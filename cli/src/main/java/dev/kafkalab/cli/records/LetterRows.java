package dev.kafkalab.cli.records;

import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.deadletters.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters as rows: a line each for people, or everything with the fields of {@code consume -J} and the cause. */
public final class LetterRows {
    /** A message longer than this is cut in a table; it may hold a whole document. */
    private static final int MESSAGE = 80;

    private LetterRows() {}

    public static Rows forPeople() {
        return Rows.of("partition", "offset", "died", "origin", "key", "redrives", "state", "cause", "message");
    }

    public static void addForPeople(Rows rows, DeadLetter letter, boolean redriven) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        rows.add(
                record.partition(),
                record.offset(),
                letter.diedAt().toString(),
                letter.origin().toString(),
                text(record.key()),
                letter.redrives(),
                state(redriven),
                letter.reason(),
                letter.message().map(LetterRows::firstLine).orElse(null));
    }

    public static Rows complete() {
        return Rows.of(
                "topic",
                "partition",
                "offset",
                "timestamp",
                "timestampType",
                "headers",
                "key",
                "keyEncoding",
                "value",
                "valueEncoding",
                "originalTopic",
                "originalPartition",
                "originalOffset",
                "originalTimestamp",
                "origin",
                "group",
                "exception",
                "cause",
                "message",
                "stackTrace",
                "redrives",
                "state");
    }

    public static void addComplete(Rows rows, DeadLetter letter, boolean redriven) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        rows.add(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType().toString(),
                headers(record),
                text(record.key()),
                encoding(record.key()),
                text(record.value()),
                encoding(record.value()),
                letter.place().topic(),
                known(letter.place().partition()),
                known(letter.place().offset()),
                known(letter.place().timestamp()),
                letter.origin().toString(),
                letter.group().orElse(null),
                letter.exception().orElse(null),
                letter.cause().orElse(null),
                letter.message().orElse(null),
                letter.stackTrace().orElse(null),
                letter.redrives(),
                state(redriven));
    }

    private static String state(boolean redriven) {
        return redriven ? "redriven" : "waiting";
    }

    private static @Nullable Long known(long number) {
        return number < 0 ? null : number;
    }

    private static List<List<@Nullable String>> headers(ConsumerRecord<byte[], byte[]> record) {
        List<List<@Nullable String>> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(
                    JsonText.BASE64.equals(encoding(header.value()))
                            ? Arrays.asList(header.key(), text(header.value()), JsonText.BASE64)
                            : Arrays.asList(header.key(), text(header.value())));
        }
        return headers;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return Utf8.isValid(bytes)
                ? new String(bytes, StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(bytes);
    }

    private static @Nullable String encoding(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return Utf8.isValid(bytes) ? JsonText.UTF8 : JsonText.BASE64;
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= MESSAGE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MESSAGE)) + "…";
    }
}
