package dev.kafkalab.cli.records;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers output, so that the stream below is called once for many records. Not thread-safe. */
final class OutputBuffer extends OutputStream {
    private static final int SIZE = 128 * 1024;

    private final PrintStream out;
    private final byte[] buffer = new byte[SIZE];
    private int filled;

    OutputBuffer(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) {
        if (filled == SIZE) {
            drain();
        }
        buffer[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (length > SIZE - filled) {
            drain();
            if (length > SIZE) {
                out.write(bytes, from, length);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, filled, length);
        filled += length;
    }

    void writeText(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number in decimal digits. */
    void writeDecimal(long number) {
        if (number < 0) {
            writeText(Long.toString(number));
            return;
        }
        byte[] digits = new byte[19];
        int first = digits.length;
        long rest = number;
        do {
            digits[--first] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        write(digits, first, digits.length - first);
    }

    @Override
    public void flush() {
        drain();
        out.flush();
    }

    private void drain() {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    @Override
    public String toString() {
        return new String(Arrays.copyOf(buffer, filled), StandardCharsets.UTF_8);
    }
}
