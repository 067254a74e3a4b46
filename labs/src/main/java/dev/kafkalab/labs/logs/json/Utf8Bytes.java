package dev.kafkalab.labs.logs.json;

/**
 * Tells characters of UTF-8 from bytes that are none, by Unicode's chapter 3.9 (table 3-7); how many bytes one U+FFFD stands for is
 * as in Java's decoder, which takes half of a surrogate pair for one.
 */
final class Utf8Bytes {
    /** Second byte of a surrogate, behind 0xED. */
    private static final int FIRST_SURROGATE = 0xA0;

    private Utf8Bytes() {}

    /**
     * Looks at what begins with a byte that is not ASCII.
     *
     * @return how many bytes the character has; if it is none, how many one U+FFFD stands for, negated
     */
    static int lengthAt(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0xC2 || first > 0xF4) {
            return -1;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xF4 ? 0x8F : 0xBF;
        for (int i = 1; i < length; i++) {
            int next = at + i < to ? bytes[at + i] & 0xff : 0;
            if (next < low || next > high) {
                return -i;
            }
            low = 0x80;
            high = 0xBF;
        }
        return first == 0xED && (bytes[at + 1] & 0xff) >= FIRST_SURROGATE ? -length : length;
    }
}
