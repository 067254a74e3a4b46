package dev.kafkalab.sandbox.fetch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A file behind HTTP ranges (RFC 9110, section 14). A connection that breaks is taken up again where it broke.
 *
 * @param headers sent with each request, such as credentials; never shown
 */
record HttpFile(URI address, Proxy proxy, Map<String, String> headers) implements RangeSource {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    private static final int FRUITLESS_TRIES = 4;
    private static final int PARTIAL_CONTENT = 206;

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public String toString() {
        return name();
    }

    @Override
    public long size() throws IOException {
        HttpURLConnection connection = null;
        for (int attempt = 1; connection == null; attempt++) {
            try {
                connection = open(0, 1);
            } catch (FileNotFoundException | RangesRefused e) {
                throw e;
            } catch (IOException e) {
                pauseOrFail(attempt, e);
            }
        }
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
        String range = String.valueOf(connection.getHeaderField("Content-Range"));
        try {
            return Long.parseLong(range.substring(range.indexOf('/') + 1));
        } catch (NumberFormatException e) {
            throw new RangesRefused("Content-Range is " + range);
        }
    }

    @Override
    public void fetch(long from, long length, Path part, LongConsumer received) throws IOException {
        long done = Files.exists(part) ? Files.size(part) : 0;
        if (done > length) {
            Files.delete(part);
            done = 0;
        }
        received.accept(done);
        int fruitless = 0;
        while (done < length) {
            long before = done;
            try (Download download = new Download(open(from + done, length - done))) {
                done += download.appendTo(part, received);
                if (done == before) {
                    throw new Broken(new IOException("the connection ended early"));
                }
            } catch (Broken e) {
                done = Files.exists(part) ? Files.size(part) : 0;
                fruitless = done > before ? 1 : fruitless + 1;
                pauseOrFail(fruitless, e);
            }
        }
    }

    /** A failure of the network, as opposed to one of the disk that is written to. */
    private static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(IOException cause) {
            super(cause);
        }
    }

    private record Download(HttpURLConnection connection) implements AutoCloseable {
        long appendTo(Path part, LongConsumer received) throws IOException {
            byte[] buffer = new byte[1 << 16];
            long written = 0;
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                for (int read = read(buffer); read >= 0; read = read(buffer)) {
                    out.write(buffer, 0, read);
                    written += read;
                    received.accept(read);
                }
            }
            return written;
        }

        private int read(byte[] buffer) throws Broken {
            try {
                return connection.getInputStream().read(buffer);
            } catch (IOException e) {
                throw new Broken(e);
            }
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(long from, long length) throws IOException {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(proxy);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            headers.forEach(connection::setRequestProperty);
            connection.setRequestProperty("Range", "bytes=" + from + "-" + (from + length - 1));
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_NOT_FOUND) {
                throw new FileNotFoundException(name());
            }
            if (status >= 500) {
                throw new Broken(new IOException("HTTP " + status));
            }
            if (status != PARTIAL_CONTENT) {
                connection.disconnect();
                throw new RangesRefused("HTTP " + status);
            }
            return connection;
        } catch (FileNotFoundException | RangesRefused | Broken e) {
            throw e;
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private void pauseOrFail(int attempt, IOException e) {
        if (attempt >= FRUITLESS_TRIES) {
            throw Unfetched.because(name(), e);
        }
        try {
            Thread.sleep(200L * attempt);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Unfetched.because(name(), "interrupted");
        }
    }
}
