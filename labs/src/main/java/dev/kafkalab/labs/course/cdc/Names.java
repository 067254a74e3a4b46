package dev.kafkalab.labs.course.cdc;

import dev.kafkalab.labs.frame.LabSite;
import java.util.ArrayList;
import java.util.List;

/**
 * What the things of a run are called, in this process and in its children.
 *
 * @param prefix of the run
 */
record Names(String prefix) {
    static Names of(LabSite site) {
        return new Names(site.prefix());
    }

    String topic(Way way) {
        return prefix + way;
    }

    /** Where relays of the run keep their positions, so that they go with its topics. */
    String positions() {
        return prefix + "positions";
    }

    String relay(Way way) {
        return prefix + way;
    }

    OrderTable orders(Way way) {
        return new OrderTable(table("orders_" + way));
    }

    String outbox() {
        return table("outbox");
    }

    String log() {
        return table("log");
    }

    private String table(String what) {
        return (prefix + what).replace('-', '_');
    }

    /** All there may be. */
    List<String> tables() {
        List<String> tables = new ArrayList<>(List.of(outbox(), log(), log() + "_tables"));
        for (Way way : Way.values()) {
            tables.add(orders(way).name());
            tables.add(orders(way).archive());
        }
        return tables;
    }
}
