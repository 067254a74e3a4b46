package dev.kafkalab.cdc;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a relay has done, written by its threads and read by anybody. Thread-safe. */
final class RelayProgress {
    private final String name;
    private final String source;
    private Position position;
    private long sent;
    private long skipped;
    private @Nullable Instant lastSentAt;
    private @Nullable String databaseTrouble;
    private @Nullable String kafkaTrouble;

    RelayProgress(String name, String source, Position position) {
        this.name = name;
        this.source = source;
        this.position = position;
    }

    synchronized void at(Position reached) {
        position = reached;
    }

    synchronized void committed(Position reached, long records) {
        position = reached;
        kafkaTrouble = null;
        if (records > 0) {
            sent += records;
            lastSentAt = Instant.now();
        }
    }

    synchronized void skipped() {
        skipped++;
    }

    /** @return whether it is news */
    synchronized boolean databaseFails(String why) {
        boolean news = databaseTrouble == null;
        databaseTrouble = why;
        return news;
    }

    synchronized void databaseAnswers() {
        databaseTrouble = null;
    }

    synchronized boolean kafkaFails(String why) {
        boolean news = kafkaTrouble == null;
        kafkaTrouble = why;
        return news;
    }

    synchronized Position position() {
        return position;
    }

    synchronized RelayStatus status(boolean running) {
        return new RelayStatus(
                name,
                source,
                running,
                position.shown(),
                position instanceof Position.Ids ids ? ids.open().size() : 0,
                sent,
                skipped,
                Optional.ofNullable(lastSentAt),
                Optional.ofNullable(kafkaTrouble != null ? kafkaTrouble : databaseTrouble));
    }
}
