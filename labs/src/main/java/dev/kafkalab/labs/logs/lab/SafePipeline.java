package dev.kafkalab.labs.logs.lab;

import dev.kafkalab.labs.logs.index.IndexSettings;
import dev.kafkalab.labs.logs.index.RunningIndexer;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.labs.logs.ship.RunningShipper;
import dev.kafkalab.labs.logs.ship.ShipSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cure. */
record SafePipeline(Map<String, Object> kafka, String topic, String index) {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int BATCH = 200;

    // cure
    RunningShipper ship(Path log, Path registry) throws IOException {
        ShipSettings settings = ShipSettings.of(List.of(log.toString()), topic, registry);
        return RunningShipper.start(settings.once(false), kafka, Clock.systemUTC());
    }

    RunningIndexer index(SearchServer elasticsearch, LineFormat format) {
        IndexSettings settings =
                new IndexSettings(topic, topic + "-indexer", index, Optional.of(format), UTC, true, BATCH, 1);
        return RunningIndexer.start(settings, kafka, elasticsearch);
    }
    // end
}
