package dev.kafkalab.labs.logs.ship;

import java.util.zip.CRC32C;

/**
 * What stands right before an offset. If it is not there any more, the file was truncated and has grown past the offset
 * since, which its size does not tell.
 *
 * @param length in bytes, at most {@link #MOST}
 * @param checksum CRC-32C of them
 */
record Seam(int length, long checksum) {
    static final int MOST = 64;
    static final Seam NONE = new Seam(0, 0);

    /** Of the bytes that end at {@code to}, as far back as {@code from} and no farther than {@link #MOST}. */
    static Seam before(byte[] bytes, int from, int to) {
        int length = Math.min(MOST, to - from);
        if (length == 0) {
            return NONE;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, to - length, length);
        return new Seam(length, checksum.getValue());
    }

    /** Whether these bytes, of which the last stands before the offset, are the same. */
    boolean fits(byte[] bytes, int to) {
        return to >= length && before(bytes, to - length, to).equals(this);
    }
}
