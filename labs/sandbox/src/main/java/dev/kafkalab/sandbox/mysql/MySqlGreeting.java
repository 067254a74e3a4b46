package dev.kafkalab.sandbox.mysql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Waits for the packet with which a server greets: protocol version 10 (MySQL internals, "HandshakeV10"). */
final class MySqlGreeting {
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int PROTOCOL_VERSION = 10;

    private MySqlGreeting() {}

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            byte[] start = socket.getInputStream().readNBytes(5);
            return start.length == 5 && start[4] == PROTOCOL_VERSION;
        } catch (IOException e) {
            return false;
        }
    }
}
