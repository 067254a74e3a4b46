package dev.kafkalab.cli.records;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream of bytes into lines without looking at their encoding. A carriage return is part of its line; a last
 * line without a delimiter counts; so does an empty one.
 *
 * <p>Hands out slices of its own buffer, valid until the next call: a line costs no allocation. Not thread-safe; does not
 * close the stream.
 */
final class LineReader {
    private static final int CHUNK = 256 * 1024;

    private final InputStream in;
    private final byte delimiter;
    private final int maxLine;
    private byte[] buffer = new byte[CHUNK];
    private int filled;
    private int from;
    private int to;
    private int next;
    private long number;
    private boolean ended;
    private boolean tooLong;

    /** @param maxLine longer lines are passed over; see {@link #tooLong} */
    LineReader(InputStream in, byte delimiter, int maxLine) {
        this.in = in;
        this.delimiter = delimiter;
        this.maxLine = maxLine;
    }

    /** Goes to the next line; waits for it where the stream does. False at the end of the stream. */
    boolean next() throws IOException {
        tooLong = false;
        from = next;
        int scan = next;
        while (true) {
            for (int i = scan, end = filled; i < end; i++) {
                if (buffer[i] == delimiter) {
                    return found(i, i + 1);
                }
            }
            if (ended) {
                return (filled > from || tooLong) && found(filled, filled);
            }
            if (filled - from > maxLine) {
                tooLong = true;
                filled = from;
            }
            makeRoom();
            scan = filled;
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                ended = true;
            } else {
                filled += read;
            }
        }
    }

    private boolean found(int end, int following) {
        to = end;
        next = following;
        number++;
        tooLong |= to - from > maxLine;
        return true;
    }

    private void makeRoom() {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            from = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    /** The number of the current line, from 1. */
    long number() {
        return number;
    }

    /** Whether the current line was longer than allowed; then its bytes are not there. */
    boolean tooLong() {
        return tooLong;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where the current line begins in the buffer. */
    int from() {
        return from;
    }

    /** Where it ends: the index behind its last byte. */
    int to() {
        return to;
    }
}
