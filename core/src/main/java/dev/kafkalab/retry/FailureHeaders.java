package dev.kafkalab.retry;

import dev.kafkalab.consumer.UndecodableRecordException;
import dev.kafkalab.consumer.UndecodableRecordException.Part;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Says in a dead letter's headers why the record failed, within bounds. */
final class FailureHeaders {
    private static final int MESSAGE_BYTES = 4 << 10;
    private static final int STACK_TRACE_BYTES = 16 << 10;
    /** Less than this tells nobody anything. */
    private static final int WORTH_IT = 64;

    private FailureHeaders() {}

    /** @param room how many bytes there are for headers; the names of classes are written in any case */
    static void add(Headers headers, Throwable failure, int room) {
        boolean key = failure instanceof UndecodableRecordException undecodable && undecodable.part() == Part.KEY;
        Throwable root = Causes.root(failure);
        int left = room;
        left -= put(
                headers,
                key ? DeadLetterHeaders.KEY_EXCEPTION_FQCN : DeadLetterHeaders.EXCEPTION_FQCN,
                failure.getClass().getName(),
                Integer.MAX_VALUE);
        left -= put(
                headers, DeadLetterHeaders.EXCEPTION_CAUSE_FQCN, root.getClass().getName(), Integer.MAX_VALUE);
        left -= put(
                headers,
                key ? DeadLetterHeaders.KEY_EXCEPTION_MESSAGE : DeadLetterHeaders.EXCEPTION_MESSAGE,
                message(failure, root),
                Math.min(MESSAGE_BYTES, left));
        put(
                headers,
                key ? DeadLetterHeaders.KEY_EXCEPTION_STACKTRACE : DeadLetterHeaders.EXCEPTION_STACKTRACE,
                stackTrace(failure),
                Math.min(STACK_TRACE_BYTES, left));
    }

    /** Adds a header whose size is at most {@code limit} and returns its size; adds none if that is too little. */
    private static int put(Headers headers, String name, @Nullable String text, int limit) {
        if (text == null) {
            return 0;
        }
        int around = name.length() + 10;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > limit - around) {
            if (limit - around < WORTH_IT) {
                return 0;
            }
            bytes = cut(bytes, limit - around);
        }
        headers.add(name, bytes);
        return around + bytes.length;
    }

    /** Cuts between characters. */
    static byte[] cut(byte[] utf8, int length) {
        int end = length;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(utf8, end);
    }

    /** The failure's own and, after a semicolon, that of its root cause: spring-kafka's form. */
    private static @Nullable String message(Throwable failure, Throwable root) {
        String own = ownMessage(failure);
        String deepest = root == failure ? null : ownMessage(root);
        if (own == null || deepest == null) {
            return own == null ? deepest : own;
        }
        return own + "; " + deepest;
    }

    private static @Nullable String ownMessage(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException e) {
            return null; // an exception that cannot say what it is must not keep its record from being recovered
        }
    }

    private static @Nullable String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        try {
            failure.printStackTrace(new PrintWriter(text, true));
        } catch (RuntimeException e) {
            return null; // likewise
        }
        return text.toString();
    }
}
