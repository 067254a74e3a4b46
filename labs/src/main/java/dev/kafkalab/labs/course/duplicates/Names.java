package dev.kafkalab.labs.course.duplicates;

import dev.kafkalab.labs.frame.LabSite;

/**
 * What the things of a restart are called, in this process and in its children.
 *
 * @param prefix of the run
 */
record Names(String prefix) {
    static Names of(LabSite site) {
        return new Names(site.prefix());
    }

    String orders() {
        return prefix + "orders";
    }

    /** A record for each time that Kafka handed an order over: its key the order, its value the way. */
    String delivered() {
        return prefix + "delivered";
    }

    /** Effects that are records; the same. */
    String effects() {
        return prefix + "effects";
    }

    /** Effects sent in transactions; the same. */
    String transacted() {
        return prefix + "transacted";
    }

    String group(Way way) {
        return prefix + way;
    }

    /** A table: effects that are rows. */
    String payments() {
        return (prefix + "payments").replace('-', '_');
    }

    /** A table. */
    String inbox() {
        return (prefix + "inbox").replace('-', '_');
    }

    /** Matches the keys of leases and marks in Redis. */
    String leases() {
        return "kafka-lab:once:" + prefix + "*";
    }
}
