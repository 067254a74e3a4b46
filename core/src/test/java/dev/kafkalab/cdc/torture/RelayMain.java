package dev.kafkalab.cdc.torture;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.RelayBuilder;
import dev.kafkalab.cdc.RunningRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A relay in a JVM of its own, to be killed. Prints how much it has sent; ends when its standard input does. */
public final class RelayMain {
    private RelayMain() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> stores = System.getenv();
        Thread end = new Thread(RelayMain::endWithParent, "parent");
        end.setDaemon(true);
        end.start();
        try (Accounts accounts = Accounts.of(stores, arguments[0], arguments[1]);
                RunningRelay relay = start(stores, accounts, false)) {
            while (!relay.awaitStopped(Duration.ofMillis(20))) {
                System.out.println(relay.status().sent());
            }
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said
            }
        } catch (IOException e) {
            // it has ended
        }
        Runtime.getRuntime().halt(3);
    }

    static RunningRelay start(Map<String, String> stores, Accounts accounts, boolean once) {
        RelayBuilder relay = KafkaLab.connect(stores.get("KAFKA_LAB_BOOTSTRAP_SERVER"))
                .relay(accounts.database(), accounts.source())
                .name(accounts.run())
                .topics(accounts.run())
                .tombstones();

        if (!accounts.kind().equals("table")) {
            relay.prune(Duration.ofSeconds(1));
        }
        return (once ? relay.once() : relay).start();
    }
}
