package dev.kafkalab.labs.logs.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of JSON that grow at their end. Knows nothing of its structure: who writes keeps braces and commas in order.
 *
 * <p>Of one thread.
 */
public final class JsonBuffer {
    private static final byte[] HEX = ascii("0123456789abcdef");
    /** What one byte can become: a backslash, {@code u} and four digits. */
    private static final int WIDEST = 6;
    /** Whether a byte stands for itself in a string of JSON. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        Arrays.fill(PLAIN, 0x20, 0x80, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private byte[] bytes;
    private int length;

    /** @param size in bytes, to begin with */
    public JsonBuffer(int size) {
        bytes = new byte[size];
    }

    /** The bytes of a text that has only ASCII. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public void clear() {
        length = 0;
    }

    public int length() {
        return length;
    }

    /** Takes back what was written behind {@code shorter}. */
    public void cut(int shorter) {
        length = Math.min(length, shorter);
    }

    /** What is written so far, up to {@link #length}; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    public JsonBuffer put(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    public JsonBuffer put(byte[] source) {
        return put(source, 0, source.length);
    }

    public JsonBuffer put(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** @param text that needs no escapes */
    public JsonBuffer put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    public JsonBuffer put(long value) {
        if (value < 0) {
            return put(Long.toString(value));
        }
        int digits = 1;
        long limit = 10;
        while (digits < 19 && value >= limit) {
            digits++;
            limit *= 10;
        }
        ensure(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** A string with its quotes. */
    public JsonBuffer string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        put('"');
        escaped(utf8, 0, utf8.length);
        return put('"');
    }

    /**
     * What stands between the quotes of a string. Bytes that are no UTF-8 become U+FFFD, as Java's decoder has it.
     *
     * @return whether all of it was UTF-8
     */
    public boolean escaped(byte[] source, int from, int to) {
        ensure((to - from) * WIDEST);
        byte[] target = bytes;
        int o = length;
        boolean whole = true;
        int i = from;
        while (i < to) {
            byte b = source[i];
            if (PLAIN[b & 0xff]) {
                target[o++] = b;
                i++;
            } else if (b >= 0) {
                o = escape(target, o, b);
                i++;
            } else {
                int size = Utf8Bytes.lengthAt(source, i, to);
                if (size > 0) {
                    for (int end = i + size; i < end; i++) {
                        target[o++] = source[i];
                    }
                } else {
                    whole = false;
                    target[o++] = (byte) 0xEF;
                    target[o++] = (byte) 0xBF;
                    target[o++] = (byte) 0xBD;
                    i -= size;
                }
            }
        }
        length = o;
        return whole;
    }

    private static int escape(byte[] target, int from, byte b) {
        int o = from;
        target[o++] = '\\';
        switch (b) {
            case '"', '\\' -> target[o++] = b;
            case '\t' -> target[o++] = 't';
            case '\n' -> target[o++] = 'n';
            case '\r' -> target[o++] = 'r';
            default -> {
                target[o++] = 'u';
                target[o++] = '0';
                target[o++] = '0';
                target[o++] = HEX[b >> 4];
                target[o++] = HEX[b & 15];
            }
        }
        return o;
    }

    /**
     * Writes a time as {@code 2026-01-31T23:59:59.000Z}.
     *
     * @param millis since 1970 UTC, of a year from 0 to 9999
     */
    public JsonBuffer time(long millis) {
        ensure(24);
        long days = Math.floorDiv(millis, 86_400_000L);
        int rest = (int) Math.floorMod(millis, 86_400_000L);
        date(days);
        bytes[length++] = 'T';
        digits(rest / 3_600_000, 2, ':');
        digits(rest / 60_000 % 60, 2, ':');
        digits(rest / 1000 % 60, 2, '.');
        digits(rest % 1000, 3, 'Z');
        return this;
    }

    /** {@code 2026-01-31}; see {@code HttpDate} for the source of it. @param days since 1970 */
    public JsonBuffer date(long days) {
        ensure(11);
        long z = days + 719_468;
        long era = Math.floorDiv(z, 146_097L);
        long dayOfEra = z - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long m = (5 * dayOfYear + 2) / 153;
        int month = (int) (m < 10 ? m + 3 : m - 9);
        digits((int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), 4, '-');
        digits(month, 2, '-');
        digits((int) (dayOfYear - (153 * m + 2) / 5 + 1), 2, '"');
        length--;
        return this;
    }

    private void digits(int value, int digits, char after) {
        int rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        bytes[length++] = (byte) after;
    }
}
