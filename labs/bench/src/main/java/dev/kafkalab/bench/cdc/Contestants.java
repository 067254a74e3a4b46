package dev.kafkalab.bench.cdc;

import java.util.Map;

/** Everybody there is, by the names that results use. */
final class Contestants {
    static final String LAB = "lab-outbox";
    static final String BINLOG = "debezium-binlog";
    static final String ENVELOPE = "debezium-envelope";
    static final String SNAPSHOT = "debezium-snapshot";
    static final String DEBEZIUM = "debezium";
    static final String DEBEZIUM_10_MS = "debezium-10ms";
    static final String UPDATE = "update";
    static final String UPDATE_OUTBOX = "update-outbox";
    static final String UPDATE_TRIGGERS = "update-triggers";
    /** Not in any table: the same relay as {@link #LAB}, and Debezium, of what is written from now on. */
    static final String LAB_FROM_END = "lab-from-end";

    static final String SEED = "debezium-seed";

    private static final Map<String, String> TITLES = Map.of(
            LAB, "kafka-lab, outbox relay",
            BINLOG, "Debezium, binlog, outbox router",
            ENVELOPE, "Debezium, binlog, envelopes",
            SNAPSHOT, "Debezium, snapshot, outbox router",
            DEBEZIUM, "Debezium, defaults",
            DEBEZIUM_10_MS, "Debezium, poll.interval.ms=10",
            UPDATE, "UPDATE alone",
            UPDATE_OUTBOX, "UPDATE + outbox row",
            UPDATE_TRIGGERS, "UPDATE with triggers");

    private Contestants() {}

    static String title(String name) {
        return TITLES.getOrDefault(name, name);
    }

    static boolean isOurs(String name) {
        return name.startsWith("lab-") || name.equals(UPDATE_OUTBOX) || name.equals(UPDATE_TRIGGERS);
    }

    /** @throws IllegalArgumentException if there is none of that name that carries */
    static Capture capture(String name) {
        return switch (name) {
            case LAB -> new LabCapture("beginning");
            case LAB_FROM_END -> new LabCapture("end");
            case BINLOG -> new DebeziumCapture(new DebeziumSettings("no_data", true, 0, true));
            case ENVELOPE -> new DebeziumCapture(new DebeziumSettings("no_data", false, 0, true));
            case SNAPSHOT -> new DebeziumCapture(new DebeziumSettings("initial", true, 0, true));
            case SEED, DEBEZIUM -> new DebeziumCapture(new DebeziumSettings("no_data", true, 0, false));
            case DEBEZIUM_10_MS -> new DebeziumCapture(new DebeziumSettings("no_data", true, 10, false));
            default -> throw new IllegalArgumentException(name + " carries nothing");
        };
    }
}
