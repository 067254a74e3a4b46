package dev.kafkalab.sandbox.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One proxied port: accepts clients on loopback and connects each to the broker behind. Thread-safe. */
final class ProxyListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyListener.class);

    private final ServerSocket server;
    private final InetSocketAddress behind;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = new Fault.None();

    /**
     * @param port where clients connect
     * @param behind the port of the broker itself
     */
    ProxyListener(int port, int behind) throws IOException {
        this.server = new ServerSocket();
        this.server.setReuseAddress(true);
        this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        this.behind = new InetSocketAddress(InetAddress.getLoopbackAddress(), behind);
        Thread accepting = new Thread(this::accept, "proxy-" + port);
        accepting.setDaemon(true);
        accepting.start();
    }

    Fault fault() {
        return fault;
    }

    void impose(Fault next) {
        fault = next;
        if (next instanceof Fault.Cut) {
            connections.forEach(ProxiedConnection::reset);
        } else if (!(next instanceof Fault.Drop)) {
            connections.stream().filter(ProxiedConnection::lostBytes).forEach(ProxiedConnection::reset);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (fault instanceof Fault.Cut) {
                    ProxiedConnection.reset(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("cannot accept on port {}: {}", server.getLocalPort(), e.toString());
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket broker = new Socket();
        try {
            broker.connect(behind, 5_000);
            ProxiedConnection connection = new ProxiedConnection(client, broker, this::fault, connections::remove);
            connections.add(connection);
            connection.start();
            if (fault instanceof Fault.Cut) {
                connection.reset(); // imposed while we connected
            }
        } catch (IOException e) {
            // The broker is down: the client sees what it would see without a proxy.
            ProxiedConnection.reset(client);
            ProxiedConnection.reset(broker);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        connections.forEach(ProxiedConnection::reset);
    }
}
