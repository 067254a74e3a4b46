package dev.kafkalab.labs.logs.ship;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A compressed archive, which does not grow: what is half written ends too early, and is read again from its beginning later.
 */
final class GzipSource implements Source {
    private static final int BUFFER = 1 << 16;

    private final InputStream stream;

    private GzipSource(InputStream stream) {
        this.stream = stream;
    }

    /** Whether a file is compressed, by the two bytes that RFC 1952 begins with. */
    static boolean isGzip(byte[] beginning) {
        return beginning.length > 1 && beginning[0] == 0x1f && (beginning[1] & 0xff) == 0x8b;
    }

    /** How its content begins; less than there is if it is half written. */
    static byte[] beginning(Path path) throws IOException {
        try (InputStream stream = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            return stream.readNBytes(Fingerprint.FULL);
        } catch (EOFException halfWritten) {
            return new byte[0];
        }
    }

    /** @throws ReplacedException if it is shorter than that */
    static GzipSource open(Path path, long offset) throws IOException {
        InputStream stream = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER), BUFFER);
        try {
            stream.skipNBytes(offset);
            return new GzipSource(stream);
        } catch (EOFException e) {
            stream.close();
            throw new ReplacedException("ends before " + offset);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int read = stream.read(into, at, length);
        return read < 0 ? END : read;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
