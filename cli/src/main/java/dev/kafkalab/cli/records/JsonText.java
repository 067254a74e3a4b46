package dev.kafkalab.cli.records;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a key, a value or a header in JSON: a string in the encoding that is named beside it, or any other JSON
 * as it is written.
 */
final class JsonText {
    static final String UTF8 = "utf8";
    static final String BASE64 = "base64";

    private final @Nullable String text;
    private final byte[] raw;

    private JsonText(@Nullable String text, byte[] raw) {
        this.text = text;
        this.raw = raw;
    }

    static JsonText string(String text) {
        return new JsonText(text, new byte[0]);
    }

    static JsonText raw(byte[] buffer, int from, int to) {
        return new JsonText(null, Arrays.copyOfRange(buffer, from, to));
    }

    static JsonText raw(String json) {
        return new JsonText(null, json.getBytes(StandardCharsets.UTF_8));
    }

    byte[] decoded(String what, String encoding) throws MalformedRecordException {
        if (text == null) {
            return raw;
        }
        return switch (encoding) {
            case UTF8 -> utf8(what, text);
            case BASE64 -> base64(what, text);
            default ->
                throw new MalformedRecordException(
                        "%s has encoding '%s'; it is utf8 or base64".formatted(what, encoding));
        };
    }

    private static byte[] base64(String what, String text) throws MalformedRecordException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(what + " is not base64");
        }
    }

    /** A half of a surrogate pair has no bytes in UTF-8, and a question mark in its place would be a lie. */
    private static byte[] utf8(String what, String text) throws MalformedRecordException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (b == '?') {
                return strict(what, text);
            }
        }
        return bytes;
    }

    private static byte[] strict(String what, String text) throws MalformedRecordException {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(encoded.array(), encoded.limit());
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException(what + " holds half a surrogate pair, which is no character");
        }
    }
}
