package dev.kafkalab.sandbox.fault;

import dev.kafkalab.sandbox.Launch;
import dev.kafkalab.sandbox.OwnClassPath;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.SandboxState;
import dev.kafkalab.sandbox.Server;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The proxies of a sandbox, one process for all its brokers, told what to do over a control port on loopback. */
public final class FaultProxy implements Server {
    public static final String ID = "kafka-proxy";
    private static final int TIMEOUT_MILLIS = 1_000;

    private final SandboxState state;
    private final Site site;

    public FaultProxy(SandboxState state, Site site) {
        this.state = state;
        this.site = site;
    }

    /** Where the broker itself listens while a proxy has taken its well-known port. */
    public static Map<String, Integer> wellKnownPorts(int nodeId) {
        return Map.of(
                "kafka-" + nodeId + "-behind", 39091 + nodeId, "kafka-" + nodeId + "-secure-behind", 39191 + nodeId);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ServerKind kind() {
        return ServerKind.KAFKA;
    }

    @Override
    public int port() {
        return state.port(ID);
    }

    @Override
    public Set<String> portNames() {
        Set<String> names = new LinkedHashSet<>();
        names.add(ID);
        for (int node = 1; node <= state.brokers(); node++) {
            names.add("kafka-" + node);
            if (state.secure()) {
                names.add("kafka-" + node + "-secure");
            }
        }
        return names;
    }

    @Override
    public void prepare(Progress progress) {}

    @Override
    public String marker() {
        return Launch.javaMarker(site);
    }

    @Override
    public Launch launch() {
        List<String> arguments = new ArrayList<>();
        arguments.add(String.valueOf(port()));
        for (int node = 1; node <= state.brokers(); node++) {
            String id = "kafka-" + node;
            arguments.add(node + ":" + state.port(id) + ":" + state.port(id + "-behind"));
            if (state.secure()) {
                arguments.add(node + ":" + state.port(id + "-secure") + ":" + state.port(id + "-secure-behind"));
            }
        }
        return Launch.java(
                site,
                List.of("-Xms16m", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                OwnClassPath.stable(site.cache()),
                FaultProxyProcess.class.getName(),
                arguments);
    }

    @Override
    public boolean answers() {
        try {
            ask("status");
            return true;
        } catch (SandboxException e) {
            return false;
        }
    }

    @Override
    public Map<String, String> exports() {
        return Map.of();
    }

    /**
     * Imposes a fault on one broker's traffic, or ends it with {@link Fault.None}; in force when this returns.
     *
     * @throws SandboxException if the proxy does not run
     */
    public void impose(int nodeId, Fault fault) {
        ask(nodeId + " " + fault.text());
    }

    /** What is in force now, by broker. */
    public Map<Integer, Fault> faults() {
        Map<Integer, Fault> faults = new TreeMap<>();
        for (String line : ask("status")) {
            String[] parts = line.split(" ", 2);
            faults.put(Integer.valueOf(parts[0]), Fault.parse(parts[1]));
        }
        return faults;
    }

    /** One line there, lines back, the last of them {@code ok}. */
    private List<String> ask(String line) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            List<String> answer = new ArrayList<>(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .lines()
                            .toList());
            if (answer.isEmpty() || !answer.remove(answer.size() - 1).equals("ok")) {
                throw new IOException("it said " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw SandboxException.unreachable(
                    "the proxy on port " + port() + " does not answer (" + e.getMessage()
                            + "); run: sandbox up --faulty",
                    e);
        }
    }
}
