package dev.kafkalab.dedup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes as an id: different bytes never give the same one. */
final class IdText {
    private static final String HEXADECIMAL = "0x";

    private IdText() {}

    static String of(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // Text that looks like the other form would be taken for it.
            return text.startsWith(HEXADECIMAL) ? hexadecimal(bytes) : text;
        } catch (CharacterCodingException e) {
            return hexadecimal(bytes);
        }
    }

    private static String hexadecimal(byte[] bytes) {
        return HEXADECIMAL + HexFormat.of().formatHex(bytes);
    }
}
