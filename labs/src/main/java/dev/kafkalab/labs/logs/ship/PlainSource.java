package dev.kafkalab.labs.logs.ship;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that grows. Before it reads on, it looks whether what it read last still stands there: a file that was truncated and
 * has grown past our position is as large as we expect, or larger.
 */
final class PlainSource implements Source {
    private final FileChannel channel;
    private final Fingerprint beginning;
    private long position;
    private byte[] last;

    private PlainSource(FileChannel channel, Fingerprint beginning, long position, byte[] last) {
        this.channel = channel;
        this.beginning = beginning;
        this.position = position;
        this.last = last;
    }

    /**
     * @param beginning how it must begin: it may be truncated between a look at it and the first read
     * @param from where to go on
     * @throws ReplacedException if it is not the log in which that place is
     */
    static PlainSource open(Path path, Fingerprint beginning, Place from) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            byte[] last = new byte[from.seam().length()];
            if (readFully(channel, last, from.offset() - last.length) < last.length
                    || !from.seam().fits(last, last.length)
                    || channel.size() < from.offset()) {
                throw new ReplacedException("does not hold what was shipped up to " + from.offset());
            }
            return new PlainSource(channel, beginning, from.offset(), last);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static int readFully(FileChannel channel, byte[] into, long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
            // reads on
        }
        return buffer.position();
    }

    /** How a file begins. */
    static byte[] beginning(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            byte[] bytes = new byte[Fingerprint.FULL];
            return Arrays.copyOf(bytes, readFully(channel, bytes, 0));
        }
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        long size = channel.size();
        if (size == position) {
            return NOTHING;
        }
        if (size < position) {
            throw new ReplacedException("was truncated to %d bytes when %d were read".formatted(size, position));
        }
        int from = at - last.length;
        ByteBuffer buffer = ByteBuffer.wrap(into, from, last.length + length);
        int read = channel.read(buffer, position - last.length) - last.length;
        if (read < 0 || !Arrays.equals(into, from, at, last, 0, last.length)) {
            throw new ReplacedException("was truncated and has grown past %d again".formatted(position));
        }
        if (position == 0 && !beginning.isOf(Arrays.copyOfRange(into, at, at + Math.min(read, Fingerprint.FULL)))) {
            throw new ReplacedException("was truncated before it was read");
        }
        position += read;
        int seam = Math.min(Seam.MOST, last.length + read);
        last = Arrays.copyOfRange(into, at + read - seam, at + read);
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
