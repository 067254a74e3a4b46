package dev.kafkalab.labs.logs.ship;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How shipping goes, at one moment.
 *
 * @param files that are being followed, or were in a run with {@code once}
 * @param events handed to the producer since the start
 * @param bytes of lines read since the start
 * @param parts events that are only a part of a line
 * @param damaged lines that are no UTF-8
 * @param unfinished files whose last line has no end, and which is not shipped
 * @param notices what the user should know, in the order in which it happened
 * @param registryFailure why the registry cannot be written at present
 * @param silentFor how long the brokers have acknowledged nothing, though something is on its way
 */
public record ShipStatus(
        int files,
        long events,
        long bytes,
        long parts,
        long damaged,
        List<String> unfinished,
        List<String> notices,
        Optional<String> registryFailure,
        Duration silentFor) {
    static final ShipStatus BEGINNING =
            new ShipStatus(0, 0, 0, 0, 0, List.of(), List.of(), Optional.empty(), Duration.ZERO);

    ShipStatus silentFor(Duration silence) {
        return new ShipStatus(files, events, bytes, parts, damaged, unfinished, notices, registryFailure, silence);
    }
}
