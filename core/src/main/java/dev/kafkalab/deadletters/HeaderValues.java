package dev.kafkalab.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads headers that others may have written; one that is malformed is not there. The last of a name counts. */
record HeaderValues(Headers headers) {
    Optional<String> text(String name) {
        return bytes(name).flatMap(value -> {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(value))
                        .toString());
            } catch (CharacterCodingException notText) {
                return Optional.empty();
            }
        });
    }

    OptionalInt int32(String name) {
        Optional<byte[]> value = bytes(name).filter(bytes -> bytes.length == Integer.BYTES && bytes[0] >= 0);
        return value.isPresent() ? OptionalInt.of(ByteBuffer.wrap(value.get()).getInt()) : OptionalInt.empty();
    }

    OptionalLong int64(String name) {
        Optional<byte[]> value = bytes(name).filter(bytes -> bytes.length == Long.BYTES && bytes[0] >= 0);
        return value.isPresent() ? OptionalLong.of(ByteBuffer.wrap(value.get()).getLong()) : OptionalLong.empty();
    }

    /** A decimal number as text; 0 if there is none. */
    int count(String name) {
        return text(name)
                .filter(digits -> digits.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private Optional<byte[]> bytes(String name) {
        Header last = headers.lastHeader(name);
        return last == null ? Optional.empty() : Optional.ofNullable(last.value());
    }
}
