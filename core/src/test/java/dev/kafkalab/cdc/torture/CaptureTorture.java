package dev.kafkalab.cdc.torture;

import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One run: writers race, the relay is killed with -9 again and again, the database and the broker are killed and restarted,
 * and in the end what a reader sees is counted against what the database has.
 *
 * @param restarts of database and broker each
 */
record CaptureTorture(Sandbox sandbox, Path folder, int kills, int restarts, long seed, Consumer<String> report) {
    private static final int WRITERS = 16;
    private static final int MOST_MILLIS = 900;

    /** What became of a run. @param stale of a polled table: rows whose last state is not in the topic */
    record Result(String kind, int kills, Recount recount, long stale, long events) {
        boolean holds() {
            return kind.equals("table") ? stale == 0 : recount.isExact();
        }

        @Override
        public String toString() {
            return "%-10s %4d kills, %,d committed changes, %,d events: %s"
                    .formatted(
                            kind,
                            kills,
                            recount.committed(),
                            events,
                            kind.equals("table")
                                    ? stale + " rows stale"
                                    : "%d lost, %d repeated, %d invented, %d out of order"
                                            .formatted(
                                                    recount.lost(),
                                                    recount.repeated(),
                                                    recount.invented(),
                                                    recount.disordered()));
        }
    }

    Result run(String kind) throws Exception {
        Random random = new Random(seed);
        Map<String, String> stores = sandbox.exports();
        String run = "t" + Long.toHexString(System.nanoTime());
        int counted;
        try (Accounts accounts = Accounts.of(stores, run, kind)) {
            accounts.create();
            Writers writers = Writers.start(accounts, seed);
            try {
                counted = killRelays(stores, accounts, random);
            } finally {
                writers.end();
            }
            try (RunningRelay last = RelayMain.start(stores, accounts, true)) {
                last.awaitStopped();
            }
            List<Recount.Event> events = EventTopic.read(stores.get("KAFKA_LAB_BOOTSTRAP_SERVER"), run, kind);
            return new Result(
                    kind,
                    counted,
                    Recount.of(accounts.changes(), events),
                    Recount.stale(accounts.versions(), events),
                    events.size());
        }
    }

    /** The naive poller under the same writers. */
    Result runNaively(int seconds) throws Exception {
        String run = "t" + Long.toHexString(System.nanoTime());
        try (Accounts accounts = Accounts.of(sandbox.exports(), run, "outbox")) {
            accounts.create();
            NaiveWatermark naive = new NaiveWatermark(accounts);
            Thread reader = new Thread(naive, "naive");
            reader.start();
            Writers writers = Writers.start(accounts, seed);
            TimeUnit.SECONDS.sleep(seconds);
            writers.end();
            naive.end();
            reader.join();
            return new Result(
                    "naive",
                    0,
                    Recount.of(accounts.changes(), naive.events()),
                    0,
                    naive.events().size());
        }
    }

    private int killRelays(Map<String, String> stores, Accounts accounts, Random random) throws Exception {
        int counted = 0;
        RelayProcess spare = RelayProcess.start(stores, accounts, folder);
        for (int tries = 0; counted < kills; tries++) {
            if (tries > 2 * kills + 10) {
                throw new IllegalStateException("only " + counted + " kills hit a relay that had sent");
            }
            RelayProcess relay = spare;
            awaitSent(relay);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
            if (!relay.isAlive()) {
                throw new IllegalStateException("the relay ended by itself: " + relay.complaints());
            }
            String trouble = trouble(counted);
            long sent = relay.sent();
            relay.kill();
            counted += sent > 0 ? 1 : 0;
            report.accept("%-10s kill %3d/%d  after %,6d records%s%s"
                    .formatted(accounts.kind(), counted, kills, sent, trouble, sent > 0 ? "" : "  (does not count)"));
            spare = RelayProcess.start(stores, accounts, folder);
        }
        spare.close();
        return counted;
    }

    /** Restarts are spread over the run; the relay lives through each, and is killed later. */
    private String trouble(int counted) throws InterruptedException {
        int every = Math.max(1, kills / (2 * restarts + 1));
        if (restarts == 0 || counted == 0 || counted % every != 0 || counted / every > 2 * restarts) {
            return "";
        }
        String server = counted / every % 2 == 1 ? "mysql" : "kafka-1";
        sandbox.kill(server);
        TimeUnit.MILLISECONDS.sleep(300);
        sandbox.restart(server, Progress.SILENT);
        TimeUnit.MILLISECONDS.sleep(1_500);
        return ", " + server + " killed and restarted before";
    }

    /** At most a minute: then the kill hits a relay that is starting, which is as good and does not count. */
    private static void awaitSent(RelayProcess relay) throws Exception {
        for (int looks = 0; looks < 3_000 && relay.sent() == 0 && relay.isAlive(); looks++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Sixteen of them. */
    private record Writers(List<Writer> all, ExecutorService threads) {
        static Writers start(Accounts accounts, long seed) {
            List<Writer> all = new ArrayList<>(IntStream.range(0, WRITERS)
                    .mapToObj(number -> new Writer(accounts, seed + number))
                    .toList());
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            all.forEach(threads::execute);
            return new Writers(all, threads);
        }

        void end() throws InterruptedException {
            all.forEach(Writer::end);
            threads.shutdown();
            if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("writers do not end");
            }
        }
    }
}
