package dev.kafkalab.labs.logs.torture;

import dev.kafkalab.labs.logs.index.IndexSettings;
import dev.kafkalab.labs.logs.index.RunningIndexer;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.labs.logs.ship.RunningShipper;
import dev.kafkalab.labs.logs.ship.ShipSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is killed: a shipper or an indexer. Prints how much it has done. */
public final class TortureMember {
    private static final Duration GLANCE = Duration.ofMillis(50);

    private TortureMember() {}

    /** Arguments: {@code ship} or {@code index}, topic, folder of the log. */
    public static void main(String[] arguments) throws Exception {
        Thread orphan = new Thread(TortureMember::endWithParent, "parent");
        orphan.setDaemon(true);
        orphan.start();
        Map<String, Object> kafka = Map.of("bootstrap.servers", System.getenv("KAFKA_LAB_BOOTSTRAP_SERVER"));
        String topic = arguments[1];
        Path folder = Path.of(arguments[2]);
        if (arguments[0].equals("ship")) {
            ShipSettings settings = ShipSettings.of(
                    List.of(folder + "/" + RotatingWriter.NAME + "*"), topic, folder.resolve("registry/r.json"));
            try (RunningShipper shipper = RunningShipper.start(settings, kafka, Clock.systemUTC())) {
                while (!shipper.awaitStopped(GLANCE)) {
                    System.out.println(shipper.status().events());
                }
            }
        } else {
            try (SearchServer server = SearchServer.connect(System.getenv("KAFKA_LAB_ELASTICSEARCH_URL"));
                    RunningIndexer indexer =
                            RunningIndexer.start(IndexSettings.of(topic, LineFormat.named("tomcat")), kafka, server)) {
                while (!indexer.awaitStopped(GLANCE)) {
                    System.out.println(indexer.status().documents());
                }
            }
        }
    }

    /** The pipe breaks when the torture ends, however it ends. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said
            }
        } catch (IOException broken) {
            // falls through
        }
        Runtime.getRuntime().halt(3);
    }
}
