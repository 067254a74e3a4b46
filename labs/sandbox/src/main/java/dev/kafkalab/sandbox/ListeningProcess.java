package dev.kafkalab.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds who listens on a port, on Linux and as far as this user may look: {@code /proc/net/tcp} (proc(5)) gives the
 * socket's inode, the links in {@code /proc/PID/fd} the process that holds it.
 */
public final class ListeningProcess {
    private static final String LISTENING = "0A";

    private ListeningProcess() {}

    /** The process; empty if none listens or it cannot be found out. */
    public static Optional<ProcessHandle> on(int port) {
        Set<String> links = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                lines.skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(fields -> fields.length > 9 && fields[3].equals(LISTENING))
                        .filter(fields -> fields[1].endsWith(":%04X".formatted(port)))
                        .forEach(fields -> links.add("socket:[" + fields[9] + "]"));
            } catch (IOException | RuntimeException e) {
                // No such table here: another operating system, or no IPv6.
            }
        }
        if (links.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), links))
                .findFirst();
    }

    private static boolean holds(long pid, Set<String> links) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return links.contains(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    return false; // closed since it was listed
                }
            });
        } catch (IOException | RuntimeException e) {
            return false; // ended, or somebody else's
        }
    }
}
