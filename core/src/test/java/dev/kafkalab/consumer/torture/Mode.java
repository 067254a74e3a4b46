package dev.kafkalab.consumer.torture;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to run a consumer.
 *
 * @param batch handed over in batches instead of one by one
 * @param inbox with an inbox in MySQL, and effects that are rows there
 */
record Mode(Ordering ordering, Commit commit, boolean batch, boolean inbox) {
    enum Commit {
        AUTO,
        EACH,
        AFTER_PROCESSING,
        MANUAL,
        IN_TRANSACTION
    }

    /** Short, so that a second of work holds several commits. */
    static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    static final int BATCH_SIZE = 20;

    Mode {
        if (commit == Commit.AUTO && ordering != Ordering.BY_PARTITION) {
            throw new IllegalArgumentException("auto commits with ordering " + ordering);
        }
    }

    /** All there are. */
    static List<Mode> all() {
        return Stream.concat(onKafkaAlone().stream(), withInbox().stream()).toList();
    }

    /** Each ordering with each way to commit. */
    static List<Mode> onKafkaAlone() {
        List<Mode> modes = new ArrayList<>();
        for (Ordering ordering : Ordering.values()) {
            addAll(modes, ordering, false);
        }
        addAll(modes, Ordering.BY_PARTITION, true);
        addAll(modes, Ordering.BY_KEY, true);
        return List.copyOf(modes);
    }

    /** Those whose effects are in a database, each once. */
    static List<Mode> withInbox() {
        return List.of(
                new Mode(Ordering.BY_PARTITION, Commit.AFTER_PROCESSING, false, true),
                new Mode(Ordering.BY_KEY, Commit.AFTER_PROCESSING, false, true),
                new Mode(Ordering.UNORDERED, Commit.AFTER_PROCESSING, false, true),
                new Mode(Ordering.BY_KEY, Commit.EACH, false, true));
    }

    private static void addAll(List<Mode> modes, Ordering ordering, boolean batch) {
        for (Commit commit : Commit.values()) {
            if (commit != Commit.AUTO || ordering == Ordering.BY_PARTITION) {
                modes.add(new Mode(ordering, commit, batch, false));
            }
        }
    }

    static Mode of(String name) {
        return all().stream()
                .filter(mode -> mode.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mode '" + name + "'; there are: " + all()));
    }

    /** How many records one member handles at once at most. */
    int concurrency() {
        return commit == Commit.AUTO ? 1 : 8;
    }

    Commits commits(Optional<String> transactionalId) {
        return switch (commit) {
            case AUTO -> Commits.auto();
            case EACH -> Commits.each();
            case AFTER_PROCESSING -> Commits.afterProcessing().every(COMMIT_INTERVAL);
            case MANUAL -> new Commits.Manual(Commits.afterProcessing().every(COMMIT_INTERVAL));
            case IN_TRANSACTION -> new Commits.InTransaction(transactionalId, COMMIT_INTERVAL);
        };
    }

    /** What a record waits behind: records of one lane are handled one after another. */
    String lane(Sent record) {
        return switch (ordering) {
            case BY_PARTITION -> "partition " + record.partition();
            case BY_KEY -> "key " + record.key();
            case UNORDERED -> "record " + record.place();
        };
    }

    @Override
    public String toString() {
        String handler = batch ? "batch-" : "";
        return handler + dashed(ordering) + "/" + dashed(commit) + (inbox ? "+inbox" : "");
    }

    private static String dashed(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
