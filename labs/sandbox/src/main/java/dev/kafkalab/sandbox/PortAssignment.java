package dev.kafkalab.sandbox;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives each name a port on loopback: the one it had if that is still free, else the well-known one, else the next free
 * one, said aloud.
 */
final class PortAssignment {
    private final Map<String, Integer> stored;
    private final Set<Integer> reserved;
    private final Set<String> held;
    private final boolean coursePorts;
    private final Progress progress;

    /**
     * @param stored what was assigned before
     * @param reserved ports of other sandboxes
     * @param held names of ports that a server of this sandbox listens on now
     */
    PortAssignment(
            Map<String, Integer> stored,
            Set<Integer> reserved,
            Set<String> held,
            boolean coursePorts,
            Progress progress) {
        this.stored = new TreeMap<>(stored);
        this.reserved = new HashSet<>(reserved);
        this.held = Set.copyOf(held);
        this.coursePorts = coursePorts;
        this.progress = progress;
    }

    /** @param wishes the well-known port of each name */
    Map<String, Integer> assign(Map<String, Integer> wishes) {
        Map<String, Integer> assigned = new LinkedHashMap<>(stored);
        wishes.forEach((name, wish) -> {
            Integer had = stored.get(name);
            if (had != null && (held.contains(name) || LoopbackPort.isFree(had))) {
                reserved.add(had);
                return;
            }
            int port = coursePorts ? nextFree(wish) : anyFree();
            if (coursePorts && isAnnounced(name) && port != (had == null ? wish : had)) {
                progress.say("port %d is taken; %s listens on %d".formatted(had == null ? wish : had, name, port));
            }
            reserved.add(port);
            assigned.put(name, port);
        });
        return assigned;
    }

    /** Users connect to these; the ports servers use among themselves are nobody's business. */
    private static boolean isAnnounced(String name) {
        return name.matches("kafka-[0-9](-secure)?|mysql|redis|mongo|elasticsearch");
    }

    private int nextFree(int wish) {
        for (int port = wish; port < wish + 1000; port++) {
            if (!reserved.contains(port) && LoopbackPort.isFree(port)) {
                return port;
            }
        }
        throw SandboxException.precondition("no free port from " + wish + " to " + (wish + 999));
    }

    /** From below the range the kernel hands to outgoing connections, so that none of those takes it between two starts. */
    private int anyFree() {
        return nextFree(ThreadLocalRandom.current().nextInt(20_000, 30_000));
    }
}
