package dev.kafkalab.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection with at most one request under way. Owned by the thread of its {@link HttpLoad}. */
final class LoadConnection {
    private static final int LONGEST_HEAD = 8 << 10;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
    private final byte[] head = new byte[LONGEST_HEAD];
    private final SelectionKey key;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private int headLength;
    private long bodyLeft = -1;
    private int status;
    private long sentAt;

    private LoadConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static LoadConnection open(InetSocketAddress server, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return new LoadConnection(channel, selector);
    }

    void send(byte[] request) throws IOException {
        out = ByteBuffer.wrap(request);
        headLength = 0;
        bodyLeft = -1;
        sentAt = System.nanoTime();
        write();
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Goes on with what can be done now. @return whether the answer is complete */
    boolean advance() throws IOException {
        if (out.hasRemaining()) {
            write();
            return false;
        }
        in.clear();
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed a connection");
        }
        in.flip();
        while (in.hasRemaining() && bodyLeft < 0) {
            readHead(in.get());
        }
        if (bodyLeft < 0) {
            return false;
        }
        bodyLeft -= in.remaining();
        if (bodyLeft < 0) {
            throw new IOException("more than one answer to one request");
        }
        return bodyLeft == 0;
    }

    private void readHead(byte next) throws IOException {
        if (headLength == LONGEST_HEAD) {
            throw new IOException("the head of an answer is longer than " + LONGEST_HEAD + " bytes");
        }
        head[headLength++] = next;
        if (next == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
            String text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
            status = Integer.parseInt(text.substring(9, 12));
            bodyLeft = status == 204 ? 0 : contentLength(text);
        }
    }

    private static long contentLength(String text) throws IOException {
        for (String line : text.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Long.parseLong(line.substring("content-length:".length()).strip());
            }
        }
        throw new IOException("an answer without a Content-Length");
    }

    int status() {
        return status;
    }

    long sentAt() {
        return sentAt;
    }

    void close() throws IOException {
        channel.close();
    }
}
