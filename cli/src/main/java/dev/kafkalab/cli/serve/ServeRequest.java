package dev.kafkalab.cli.serve;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.labs.http.HttpSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code serve} was asked for.
 *
 * @param port 0: any that is free
 * @param accessLog none: requests are not noted
 * @param only ids of systems; none: all of them
 * @param workers whether to run the systems' workers in this process too
 */
public record ServeRequest(String host, int port, Optional<Path> accessLog, List<String> only, boolean workers) {
    public ServeRequest {
        if (host.isBlank()) {
            throw CommandException.usage("--host is empty; give an address such as " + HttpSettings.LOOPBACK);
        }
        if (port < 0 || port > 65_535) {
            throw CommandException.usage("--port is " + port + "; it must be from 1 to 65535, or 0 for any");
        }
        only = List.copyOf(only);
        only.forEach(ServeRequest::requireKnown);
    }

    private static void requireKnown(String id) {
        if (ServedSystem.ALL.stream().noneMatch(system -> system.id().equals(id))) {
            throw CommandException.usage("no system is called '" + id + "'; there are: "
                    + ServedSystem.ALL.stream().map(ServedSystem::id).collect(Collectors.joining(", ")));
        }
    }

    List<ServedSystem> systems() {
        return ServedSystem.ALL.stream()
                .filter(system -> only.isEmpty() || only.contains(system.id()))
                .toList();
    }

    HttpSettings settings() {
        return HttpSettings.loopback(port).host(host);
    }
}
