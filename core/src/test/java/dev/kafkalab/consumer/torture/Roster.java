package dev.kafkalab.consumer.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The modes that members run side by side, in one JVM each: a kill hits all of them. Each mode has topics, a group and
 * ledgers of its own.
 *
 * @param stores where the servers are, as {@code sandbox env} names it; handed over in the environment
 * @param name topics and groups begin with it
 * @param protocol Kafka's {@code group.protocol}
 * @param subject which consumer runs: {@code engine}, or {@code careless}
 * @param folder where ledgers go
 */
record Roster(Map<String, String> stores, String name, String protocol, String subject, Path folder, List<Mode> modes) {
    private static final int OWN_ARGUMENTS = 4;

    Roster {
        modes = List.copyOf(modes);
    }

    /** As a member's JVM gets it. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(name, protocol, subject, folder.toString()));
        modes.forEach(mode -> arguments.add(mode.toString()));
        return arguments;
    }

    static Roster of(Map<String, String> environment, String[] arguments) {
        List<Mode> modes = new ArrayList<>();
        for (int i = OWN_ARGUMENTS; i < arguments.length; i++) {
            modes.add(Mode.of(arguments[i]));
        }
        return new Roster(environment, arguments[0], arguments[1], arguments[2], Path.of(arguments[3]), modes);
    }

    /** One for each mode. */
    List<MemberSettings> settings() {
        return modes.stream().map(this::settings).toList();
    }

    private MemberSettings settings(Mode mode) {
        String plain = mode.toString().replace('/', '-').replace('+', '-');
        String run = name + "-" + plain;
        return new MemberSettings(stores, run, run + "-out", run, protocol, mode, subject, folder.resolve(plain));
    }

    void makeFolders() throws IOException {
        for (MemberSettings settings : settings()) {
            Files.createDirectories(settings.folder());
        }
    }
}
