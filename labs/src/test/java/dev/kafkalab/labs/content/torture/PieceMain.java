package dev.kafkalab.labs.content.torture;

import dev.kafkalab.cdc.RelayStatus;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.workers.ContentWorkers;
import dev.kafkalab.labs.content.write.PostRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A piece in a JVM of its own. Prints how much it has done; ends when its standard input does. */
public final class PieceMain {
    private static final Duration GLANCE = Duration.ofMillis(20);

    private PieceMain() {}

    /** Arguments: which piece, prefix of names. Stores are in the environment, as {@code sandbox env} names them. */
    public static void main(String[] arguments) throws Exception {
        Thread end = new Thread(PieceMain::endWithParent, "parent");
        end.setDaemon(true);
        end.start();
        Map<String, String> exports = System.getenv();
        ContentStores stores =
                ContentStores.of(Map.of("bootstrap.servers", exports.get("KAFKA_LAB_BOOTSTRAP_SERVER")), exports);
        ContentNames names = new ContentNames(arguments[1]);
        Piece piece = Piece.valueOf(arguments[0]);
        if (piece == Piece.RELAY) {
            relay(stores, names);
        } else {
            work(stores, names, piece);
        }
    }

    private static void relay(ContentStores stores, ContentNames names) throws InterruptedException {
        try (PostRelay relay = PostRelay.start(stores, names)) {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
                System.out.println(relay.status().map(RelayStatus::sent).orElse(0L));
            }
        }
    }

    private static void work(ContentStores stores, ContentNames names, Piece piece) throws InterruptedException {
        try (ContentWorkers workers =
                ContentWorkers.start(stores, names, List.of(piece.worker().orElseThrow()), Optional.empty())) {
            RunningWorker worker = workers.running().get(0);
            while (!workers.awaitStopped(GLANCE)) {
                System.out.println(worker.progress().handled());
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
}
