package dev.kafkalab.cdc;

import java.time.Instant;
import java.util.Optional;

/**
 * How a relay is.
 *
 * @param position the row up to which all that could be sent is sent and committed: an id, or a time
 * @param openGaps ranges of ids below the position that a transaction of the database may still fill
 * @param sent records committed by this relay since it was started
 * @param skipped rows left out because Kafka refuses their size
 * @param lastSentAt when the last transaction with records was committed
 * @param waitsFor what keeps it from going on now, such as a database that does not answer
 */
public record RelayStatus(
        String name,
        String source,
        boolean running,
        String position,
        int openGaps,
        long sent,
        long skipped,
        Optional<Instant> lastSentAt,
        Optional<String> waitsFor) {}
