package dev.kafkalab.labs.course.retry;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.common.header.Header;

/** Headers of retry and dead letter topics as people read them: some are numbers, big-endian, others text. */
final class HeaderText {
    private static final Set<String> NUMBERS = Set.of(
            "kafka_dlt-original-partition",
            "kafka_dlt-original-offset",
            "kafka_dlt-original-timestamp",
            "retry_topic-attempts",
            "retry_topic-backoff-timestamp",
            "retry_topic-original-timestamp");
    private static final int LONGEST = 60;

    private HeaderText() {}

    /**
     * On one line, cut where it is long.
     *
     * @param prefix of names of topics, which is left out
     * @param start what times are counted from, too
     */
    static String of(Header header, String prefix, long start) {
        if (header.value() == null) {
            return "";
        }
        if (NUMBERS.contains(header.key())) {
            BigInteger number = new BigInteger(header.value());
            return header.key().endsWith("timestamp")
                    ? number + " (+" + number.subtract(BigInteger.valueOf(start)) + ")"
                    : number.toString();
        }
        String line = new String(header.value(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .replace(prefix, "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
