package dev.kafkalab.dedup.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and its database and cuts the connection at a statement. */
final class CuttingProxy implements AutoCloseable {
    /** Whether the statement gets through before the cut; its answer never does. */
    enum Cut {
        NEVER,
        BEFORE,
        AFTER
    }

    private final ServerSocket listener;
    private final int target;
    private final String statement;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);

    /** @param statement its whole text, lower case */
    CuttingProxy(int target, String statement) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.statement = statement;
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** At the next such statement, once. */
    void cutNext(Cut where) {
        cut.set(where);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            daemon(() -> copy(client, server));
            daemon(() -> copy(server, client));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (to.getPort() == target && isStatement(Arrays.copyOf(buffer, read))) {
                    Cut now = cut.getAndSet(Cut.NEVER);
                    if (now == Cut.BEFORE) {
                        return;
                    }
                    if (now == Cut.AFTER) {
                        from.shutdownOutput(); // whatever the server answers goes nowhere
                    }
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        }
    }

    /** A packet of MySQL's protocol has a few bytes before the text of the statement. */
    private boolean isStatement(byte[] packet) {
        return packet.length < statement.length() + 10
                && new String(packet, StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .endsWith(statement);
    }

    private interface Body {
        void run() throws IOException;
    }

    private static void daemon(Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (IOException e) {
                // The other end went away; so does this one.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
