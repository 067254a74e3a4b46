package dev.kafkalab.labs.logs.index;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Cuts a letter that is too large for its topic: each part has all the headers and one that says which part it is. */
final class LetterParts {
    /** Such as {@code 2/6}. The values of the parts, one after the other, are the value of the record. */
    static final String PART = "kafka-lab-part";

    /** At most; see Kafka's record format: a batch has 61 bytes of its own, a record 21 at most, a header's lengths 10. */
    private static final int AROUND = 61 + 21;

    private static final int AROUND_HEADER = 10;
    private static final int ROOM_FOR_PART = AROUND_HEADER + PART.length() + 24;
    /** If the headers alone are too much, that is for the brokers to say. */
    private static final int LEAST = 1 << 10;

    private LetterParts() {}

    /** @param limit bytes of a record; @return the letter itself if it is smaller */
    static List<ProducerRecord<byte[], byte[]>> of(ProducerRecord<byte[], byte[]> letter, int limit) {
        byte[] value = letter.value() == null ? new byte[0] : letter.value();
        int others = AROUND + (letter.key() == null ? 0 : letter.key().length) + size(letter.headers());
        if ((long) others + value.length <= limit) {
            return List.of(letter);
        }
        int room = Math.max(LEAST, limit - others - ROOM_FOR_PART);
        int count = Math.max(1, (value.length + room - 1) / room);
        List<ProducerRecord<byte[], byte[]>> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] slice = Arrays.copyOfRange(value, i * room, Math.min(value.length, (i + 1) * room));
            ProducerRecord<byte[], byte[]> part =
                    new ProducerRecord<>(letter.topic(), letter.partition(), letter.key(), slice, letter.headers());
            part.headers().remove(PART).add(PART, utf8((i + 1) + "/" + count));
            parts.add(part);
        }
        return parts;
    }

    private static int size(Headers headers) {
        int size = 0;
        for (Header header : headers) {
            size += AROUND_HEADER + utf8(header.key()).length + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
