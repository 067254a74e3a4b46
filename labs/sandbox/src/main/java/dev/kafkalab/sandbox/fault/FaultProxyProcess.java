package dev.kafkalab.sandbox.fault;

import dev.kafkalab.sandbox.SandboxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of the proxy's JVM. The control port takes one line a connection: {@code status}, or a broker's number
 * and a fault.
 */
public final class FaultProxyProcess {
    private static final Logger LOG = LoggerFactory.getLogger(FaultProxyProcess.class);

    private final Map<Integer, List<ProxyListener>> listeners = new TreeMap<>();

    private FaultProxyProcess() {}

    /** @param arguments the control port, then {@code broker:port:behind} for each proxied port */
    public static void main(String[] arguments) throws IOException {
        FaultProxyProcess process = new FaultProxyProcess();
        for (int i = 1; i < arguments.length; i++) {
            String[] parts = arguments[i].split(":");
            process.listeners
                    .computeIfAbsent(Integer.valueOf(parts[0]), broker -> new ArrayList<>())
                    .add(new ProxyListener(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
        }
        process.control(Integer.parseInt(arguments[0]));
    }

    private void control(int port) throws IOException {
        try (ServerSocket control = new ServerSocket()) {
            control.setReuseAddress(true);
            control.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            while (true) {
                try (Socket socket = control.accept()) {
                    socket.setSoTimeout(1_000);
                    answer(socket);
                } catch (IOException e) {
                    // One client that hung up must not end the proxy.
                    LOG.debug("control connection: {}", e.toString());
                }
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        if (line == null) {
            return;
        }
        if (line.equals("status")) {
            listeners.forEach((broker, ports) ->
                    out.println(broker + " " + ports.get(0).fault().text()));
            out.println("ok");
            return;
        }
        try {
            String[] words = line.split(" ", 2);
            Fault fault = Fault.parse(words[1]);
            List<ProxyListener> ports = listeners.get(Integer.valueOf(words[0]));
            if (ports == null) {
                out.println("no broker " + words[0]);
                return;
            }
            ports.forEach(listener -> listener.impose(fault));
            out.println("ok");
        } catch (SandboxException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            out.println(e.getMessage());
        }
    }
}
