package dev.kafkalab.labs.content.torture;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.verify.ContentVerify;
import dev.kafkalab.labs.content.verify.Difference;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import dev.kafkalab.labs.content.workers.ContentWorkers;
import dev.kafkalab.labs.content.workers.PlatformLag;
import dev.kafkalab.labs.content.write.PostRelay;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;

/**
 * One run: posts are written while every piece of the platform is killed with -9 again and again, each in the midst of its
 * work, and stores are killed and restarted; in the end all stores are compared with MySQL.
 *
 * @param posts that are written
 * @param kills of each piece
 * @param restarts of Redis and Elasticsearch each
 */
record ContentTorture(Sandbox sandbox, int posts, int kills, int restarts, long seed, Consumer<String> report) {
    private static final int MOST_MILLIS = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The stand-in for MongoDB is the slowest of all; what it lacks when the last kill is done it gets afterwards. */
    private static final Duration PER_POST = Duration.ofMillis(100);

    private static final List<String> STORES = List.of("redis", "elasticsearch");

    /** What became of a run. @param deadLetters events that a worker gave up */
    record Result(long posts, long changes, Map<Piece, Integer> kills, long deadLetters, List<Difference> differences) {
        boolean holds() {
            return differences.isEmpty() && deadLetters == 0;
        }

        @Override
        public String toString() {
            return "%,d posts, %,d changes and deletions, kills %s: %,d differences, %,d dead letters%s"
                    .formatted(
                            posts,
                            changes,
                            kills,
                            differences.size(),
                            deadLetters,
                            differences.stream()
                                    .limit(5)
                                    .map(each -> "\n  " + each)
                                    .reduce("", String::concat));
        }
    }

    /** With everything killed. */
    Result run() throws Exception {
        ContentStores stores = stores();
        ContentNames names = names();
        WorkerConsumer.ensureTopics(stores, names.original(), names.inspected());
        try (HikariDataSource mysql = mysql(stores);
                Cluster cluster = Cluster.connect(stores.kafka());
                Pieces pieces = new Pieces(names, cluster)) {
            Authors authors = new Authors(mysql, names, seed);
            kill(pieces, authors);
            awaitAll(stores, names);
            return result(authors, pieces.killed, stores, names, cluster);
        }
    }

    /** Nothing is killed, but the cache is a careless one. */
    Result runCarelessly() throws Exception {
        ContentStores stores = stores();
        ContentNames names = names();
        List<Worker> others = List.of(Worker.INSPECT, Worker.FEED, Worker.INDEX);
        WorkerConsumer.ensureTopics(stores, names.original(), names.inspected());
        try (HikariDataSource mysql = mysql(stores);
                Cluster cluster = Cluster.connect(stores.kafka());
                ContentWorkers workers = ContentWorkers.start(stores, names, others, Optional.empty());
                PostRelay relay = PostRelay.start(stores, names);
                CarelessCache cache = new CarelessCache(stores, names)) {
            Authors authors = new Authors(mysql, names, seed);
            authors.write(posts);
            awaitAll(stores, names);
            return result(authors, Map.of(), stores, names, cluster);
        }
    }

    private void awaitAll(ContentStores stores, ContentNames names) throws InterruptedException {
        Duration limit = PATIENCE.plus(PER_POST.multipliedBy(posts));
        if (!PlatformLag.await(stores, names, limit)) {
            throw new IllegalStateException("the platform does not catch up within " + limit.toSeconds() + " s");
        }
    }

    private ContentStores stores() {
        return ContentStores.of(
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow()), sandbox.exports());
    }

    /** Patient: five processes that start at once leave a busy machine little for anybody else. */
    private static HikariDataSource mysql(ContentStores stores) {
        HikariDataSource mysql = StoreConnections.mysql(stores, 2);
        mysql.setConnectionTimeout(PATIENCE.toMillis());
        return mysql;
    }

    private static ContentNames names() {
        return new ContentNames("t" + Long.toHexString(System.nanoTime()) + "-");
    }

    /** Each kill is followed by more posts, so that there is always something in hand. */
    private void kill(Pieces pieces, Authors authors) throws InterruptedException {
        Random random = new Random(seed);
        int all = kills * Piece.values().length;
        for (int done = 0; done < all; done++) {
            authors.write((int) ((long) posts * (done + 1) / all - authors.written()));
            String trouble = trouble(done, all);
            Piece victim = pieces.chooseBusy(random, kills);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
            long handled = pieces.kill(victim);
            report.accept(
                    "kill %3d/%d  %-8s after %,6d events%s".formatted(done + 1, all, victim.id(), handled, trouble));
        }
    }

    /** Restarts are spread over the run. */
    private String trouble(int done, int all) throws InterruptedException {
        int troubles = STORES.size() * restarts;
        int every = Math.max(1, all / (troubles + 1));
        if (troubles == 0 || done == 0 || done % every != 0 || done / every > troubles) {
            return "";
        }
        String store = STORES.get(done / every % STORES.size());
        sandbox.kill(store);
        TimeUnit.MILLISECONDS.sleep(300);
        sandbox.restart(store, Progress.SILENT);
        return ", " + store + " killed and restarted before";
    }

    private static Result result(
            Authors authors, Map<Piece, Integer> kills, ContentStores stores, ContentNames names, Cluster cluster) {
        List<Difference> differences = new ArrayList<>();
        ContentVerify.Report compared = ContentVerify.run(stores, names, differences::add, posts -> {});
        if (compared.posts() != authors.written() || compared.untold() > 0) {
            throw new IllegalStateException("of " + authors.written() + " posts there were compared: " + compared);
        }
        return new Result(
                authors.written(),
                authors.changes(),
                kills,
                records(cluster, List.of(names.original() + "-dlt", names.inspected() + "-dlt")),
                differences);
    }

    private static long records(Cluster cluster, Collection<String> wanted) {
        Topics topics = new Topics(cluster);
        List<String> there = topics.list(false).stream()
                .map(topic -> topic.name())
                .filter(wanted::contains)
                .toList();
        return there.isEmpty()
                ? 0
                : topics.describe(there).stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .mapToLong(partition -> partition.end() - partition.start())
                        .sum();
    }

    /** A process of each. Of one thread. */
    private final class Pieces implements AutoCloseable {
        private final ContentNames names;
        private final Cluster cluster;
        private final Map<Piece, PieceProcess> running = new EnumMap<>(Piece.class);
        private final Map<Piece, Integer> killed = new EnumMap<>(Piece.class);

        Pieces(ContentNames names, Cluster cluster) {
            this.names = names;
            this.cluster = cluster;
            for (Piece piece : Piece.values()) {
                start(piece);
                killed.put(piece, 0);
            }
        }

        private void start(Piece piece) {
            running.put(piece, PieceProcess.start(piece, sandbox.exports(), names.prefix()));
        }

        /** Waits for one that has done something since it was started and was not killed often enough. */
        Piece chooseBusy(Random random, int most) throws InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                List<Piece> busy = new ArrayList<>();
                running.forEach((piece, process) -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(piece + " ended by itself: "
                                + process.complaint().orElse("without a word"));
                    }
                    if (process.done() > 0 && killed.getOrDefault(piece, 0) < most) {
                        busy.add(piece);
                    }
                });
                if (!busy.isEmpty()) {
                    return busy.get(random.nextInt(busy.size()));
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            throw new IllegalStateException("nobody does anything for " + PATIENCE.toSeconds() + " s");
        }

        /** @return how many events it had handled */
        long kill(Piece piece) throws InterruptedException {
            PieceProcess victim = running.get(piece);
            long done = victim.done();
            victim.kill();
            killed.merge(piece, 1, Integer::sum);
            piece.worker().ifPresent(worker -> bury(names.group(worker.id())));
            start(piece);
            return done;
        }

        /** Its coordinator would find out when the session ends, which takes most of a minute. */
        private void bury(String group) {
            boolean anybody = new Groups(cluster)
                    .find(group)
                    .filter(found -> !found.members().isEmpty())
                    .isPresent();
            if (anybody) {
                cluster.await(cluster.admin()
                        .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all());
            }
        }

        @Override
        public void close() {
            running.values().forEach(PieceProcess::close);
        }
    }
}
