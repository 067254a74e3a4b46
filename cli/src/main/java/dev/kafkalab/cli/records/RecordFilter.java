package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Records whose key, value and headers hold what regular expressions look for; all of them. A null holds nothing. */
final class RecordFilter implements Predicate<ConsumerRecord<byte[], byte[]>> {
    private final List<Predicate<ConsumerRecord<byte[], byte[]>>> conditions = new ArrayList<>();

    /** @param headers {@code name=regex}, or {@code name} alone: the header is there, whatever its value */
    RecordFilter(Optional<String> key, Optional<String> value, List<String> headers) {
        key.map(RecordFilter::pattern).ifPresent(pattern -> conditions.add(record -> found(pattern, record.key())));
        value.map(RecordFilter::pattern).ifPresent(pattern -> conditions.add(record -> found(pattern, record.value())));
        headers.forEach(header -> conditions.add(header(header)));
    }

    private static Predicate<ConsumerRecord<byte[], byte[]>> header(String condition) {
        int equals = condition.indexOf('=');
        if (equals < 0) {
            return record -> record.headers().lastHeader(condition) != null;
        }
        String name = condition.substring(0, equals);
        Pattern pattern = pattern(condition.substring(equals + 1));
        return record -> {
            for (Header header : record.headers().headers(name)) {
                if (found(pattern, header.value())) {
                    return true;
                }
            }
            return false;
        };
    }

    static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw CommandException.usage(
                    "'" + regex + "' is no regular expression: " + e.getDescription() + " at " + e.getIndex());
        }
    }

    private static boolean found(Pattern pattern, byte @Nullable [] bytes) {
        return bytes != null
                && pattern.matcher(new String(bytes, StandardCharsets.UTF_8)).find();
    }

    @Override
    public boolean test(ConsumerRecord<byte[], byte[]> record) {
        for (Predicate<ConsumerRecord<byte[], byte[]>> condition : conditions) {
            if (!condition.test(record)) {
                return false;
            }
        }
        return true;
    }
}
