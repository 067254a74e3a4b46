package dev.kafkalab.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a sandbox is made of, as kept in its {@code sandbox.json}.
 *
 * @param brokers 1 or 3; fixed once formatted
 * @param servers the kinds it holds
 * @param secure whether the brokers also listen on SASL_SSL with SCRAM-SHA-512
 * @param faulty whether a proxy stands before each broker
 * @param coursePorts whether ports start at the well-known ones; otherwise any free port is taken
 * @param ports port by name ({@code kafka-1}, {@code kafka-1-controller}, {@code mysql}, …)
 */
public record SandboxState(
        int brokers,
        Set<ServerKind> servers,
        boolean secure,
        boolean faulty,
        boolean coursePorts,
        Map<String, Integer> ports) {
    public SandboxState {
        if (brokers != 1 && brokers != 3) {
            throw SandboxException.usage("--brokers must be 1 or 3, got " + brokers);
        }
        servers = new TreeSet<>(servers);
        ports = new TreeMap<>(ports);
    }

    /** The port assigned to that name. */
    public int port(String name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalStateException("no port is assigned to " + name);
        }
        return port;
    }

    SandboxState withPorts(Map<String, Integer> assigned) {
        return new SandboxState(brokers, servers, secure, faulty, coursePorts, assigned);
    }
}
