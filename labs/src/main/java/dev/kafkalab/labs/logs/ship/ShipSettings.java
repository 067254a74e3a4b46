package dev.kafkalab.labs.logs.ship;

import dev.kafkalab.KafkaLabException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is shipped, and how.
 *
 * @param paths names or patterns of files; name those that rotation makes too, or what is not shipped when a file is rotated
 *     while no shipper runs is not found
 * @param registry where it is remembered how far each file was shipped
 * @param once end when everything that is there at the start is shipped
 * @param unfinished whether a last line that does not end is shipped: at the end of a run with {@code once}, else when the
 *     file has not grown for {@code patience}
 * @param copies whether a file that begins as another one does is shipped too; else it is taken for a copy of it
 * @param longest bytes of a line that go into one record; a longer line becomes several
 * @param multiline which lines are one event
 * @param glance how often files are looked at for more lines
 * @param scan how often folders are looked at for more files
 * @param patience how long a file that is not found under any of the paths any more is read on
 */
public record ShipSettings(
        List<String> paths,
        String topic,
        Path registry,
        boolean once,
        boolean unfinished,
        boolean copies,
        int longest,
        Optional<Multiline> multiline,
        Duration glance,
        Duration scan,
        Duration patience) {
    /** The topic of the course. */
    public static final String STANDARD_TOPIC = "access-log";
    /** Even if each byte needs six in JSON, a record is then smaller than the 1 MB that topics take unless set otherwise. */
    public static final int STANDARD_LONGEST = 160 << 10;

    private static final int SHORTEST_LIMIT = 64;
    private static final int LARGEST_LIMIT = 4 << 20;

    public ShipSettings {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw KafkaLabException.usage("name at least one file or pattern, such as '/var/log/app/access.log*'");
        }
        if (longest < SHORTEST_LIMIT || longest > LARGEST_LIMIT) {
            throw KafkaLabException.usage(
                    "--max-line is %d bytes; it must be %d to %d".formatted(longest, SHORTEST_LIMIT, LARGEST_LIMIT));
        }
    }

    /** Follows these files for ever. */
    public static ShipSettings of(List<String> paths, String topic, Path registry) {
        return new ShipSettings(
                paths,
                topic,
                registry,
                false,
                false,
                false,
                STANDARD_LONGEST,
                Optional.empty(),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofMinutes(1));
    }

    /** Ends when what is there is shipped. */
    public ShipSettings once(boolean shipUnfinished) {
        return new ShipSettings(
                paths, topic, registry, true, shipUnfinished, copies, longest, multiline, glance, scan, patience);
    }

    /** Also ships a last line that does not end, once its file has not grown for a while. */
    public ShipSettings withUnfinished() {
        return new ShipSettings(paths, topic, registry, once, true, copies, longest, multiline, glance, scan, patience);
    }

    public ShipSettings longest(int bytes) {
        return new ShipSettings(
                paths, topic, registry, once, unfinished, copies, bytes, multiline, glance, scan, patience);
    }

    public ShipSettings multiline(Multiline lines) {
        return new ShipSettings(
                paths, topic, registry, once, unfinished, copies, longest, Optional.of(lines), glance, scan, patience);
    }

    public ShipSettings withCopies() {
        return new ShipSettings(
                paths, topic, registry, once, unfinished, true, longest, multiline, glance, scan, patience);
    }
}
