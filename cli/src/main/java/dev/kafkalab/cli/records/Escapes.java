package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes of kcat in delimiters and formats: {@code \n \r \t \0 \\ \xNN}; others stand for themselves. */
final class Escapes {
    private Escapes() {}

    /** The bytes that a text with escapes means. */
    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                int code = text.codePointAt(i);
                bytes.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(code);
                continue;
            }
            char escape = text.charAt(i + 1);
            i += 2;
            switch (escape) {
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case '0' -> bytes.write(0);
                case '\\' -> bytes.write('\\');
                case 'x' -> {
                    bytes.write(hex(text, i));
                    i += 2;
                }
                default -> bytes.writeBytes(("\\" + escape).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String text, int at) {
        try {
            return Integer.parseInt(text, at, Math.min(at + 2, text.length()), 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw CommandException.usage("'" + text + "': \\x needs two hexadecimal digits, such as \\x1f");
        }
    }
}
