package dev.kafkalab.labs.logs.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.logs.index.IndexSettings;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** One torture. */
final class LogsTorture {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PAGE = 10_000;

    private final Sandbox sandbox;
    private final Path folder;
    private final int kills;
    private final int rate;
    private final Random random;
    private final Consumer<String> teller;
    private final String topic;

    LogsTorture(Sandbox sandbox, Path folder, int kills, int rate, long seed, Consumer<String> teller) {
        this.sandbox = sandbox;
        this.folder = folder;
        this.kills = kills;
        this.rate = rate;
        this.random = new Random(seed);
        this.teller = teller;
        this.topic = "torture-" + Integer.toString(random.nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
    }

    /**
     * What came of it.
     *
     * @param records lines that were shipped, repeats included
     * @param documents all there are
     * @param lost lines without a document
     * @param twice documents beyond the first of a line
     */
    record Result(int lines, int kills, long records, long documents, long lost, long twice) {
        boolean holds() {
            return lost == 0 && twice == 0 && documents == lines && lines > 0;
        }
    }

    Result run() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs-" + topic));
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow());
        RotatingWriter writer = new RotatingWriter(logs, rate, Duration.ofMillis(700), new Random(random.nextLong()));
        try (Cluster cluster = Cluster.connect(kafka)) {
            new Topics(cluster).create(new TopicSpec(topic, Optional.of(3), Optional.empty(), Map.of()));
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    writer.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            int done;
            try (Victim shipper = new Victim(sandbox.exports(), "ship", topic, logs, folder);
                    Victim indexer = new Victim(sandbox.exports(), "index", topic, logs, folder)) {
                done = killAll(cluster, shipper, indexer);
                writer.stop();
                writing.get(30, TimeUnit.SECONDS);
                teller.accept(writer.toString());
                awaitIndexed(cluster, writer.written());
            }
            long records =
                    end(cluster).values().stream().mapToLong(Long::longValue).sum();
            return compare(writer.written(), done, records);
        }
    }

    private int killAll(Cluster cluster, Victim shipper, Victim indexer) throws Exception {
        int done = 0;
        boolean shippersTurn = false;
        while (done < kills) {
            // Of two in a row one each, in any order: neither is spared.
            shippersTurn = done % 2 == 0 ? random.nextBoolean() : !shippersTurn;
            Victim victim = shippersTurn ? shipper : indexer;
            awaitAtWork(victim);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(900));
            victim.kill();
            done++;
            if (victim == indexer) {
                removeDeadMembers(cluster);
            }
            victim.again();
            if (done % 10 == 0) {
                teller.accept(done + " kills");
            }
        }
        return done;
    }

    private static void awaitAtWork(Victim victim) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!victim.isAtWork()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(victim + " does nothing");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Else the next one waits until the session of the dead one ends. */
    private void removeDeadMembers(Cluster cluster) {
        String group = group();
        if (new Groups(cluster)
                .find(group)
                .filter(found -> !found.members().isEmpty())
                .isEmpty()) {
            return;
        }
        try {
            cluster.await(cluster.admin()
                    .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all());
        } catch (UnknownMemberIdException | GroupIdNotFoundException gone) {
            // falls through
        }
    }

    /** Until there are as many documents as lines and everything is read: there must not be more. */
    private void awaitIndexed(Cluster cluster, int lines) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (SearchServer server = SearchServer.connect(elasticsearch())) {
            while ((count(server) < lines || !isRead(cluster)) && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(300);
            }
        }
    }

    private boolean isRead(Cluster cluster) {
        Map<TopicPartition, Long> read = new Groups(cluster).committed(group());
        return end(cluster).entrySet().stream()
                .allMatch(each -> read.getOrDefault(each.getKey(), 0L) >= each.getValue());
    }

    private Map<TopicPartition, Long> end(Cluster cluster) {
        Partitions partitions = new Partitions(cluster);
        return partitions.end(partitions.select(List.of(TopicSelection.parse(topic))));
    }

    private String group() {
        return IndexSettings.of(topic, LineFormat.named("tomcat")).group();
    }

    private String elasticsearch() {
        return sandbox.exports().get("KAFKA_LAB_ELASTICSEARCH_URL");
    }

    private long count(SearchServer server) {
        return server.send("GET", "/" + topic + "-*/_count").path("count").asLong();
    }

    private Result compare(int lines, int done, long records) {
        BitSet seen = new BitSet(lines);
        long twice = 0;
        try (SearchServer server = SearchServer.connect(elasticsearch())) {
            server.send("POST", "/" + topic + "-*/_refresh");
            String after = "";
            JsonNode buckets;
            do {
                JsonNode answer = server.send("POST", "/" + topic + "-*/_search", """
                        {"size":0,"aggs":{"lines":{"composite":{"size":%d%s,
                         "sources":[{"path":{"terms":{"field":"path"}}}]}}}}""".formatted(PAGE, after));
                buckets = answer.at("/aggregations/lines/buckets");
                for (JsonNode bucket : buckets) {
                    seen.set(Integer.parseInt(bucket.at("/key/path").asText().substring("/n/".length())));
                    twice += bucket.path("doc_count").asLong() - 1;
                }
                after = ",\"after\":" + answer.at("/aggregations/lines/after_key");
            } while (!buckets.isEmpty());
            return new Result(lines, done, records, count(server), lines - seen.cardinality(), twice);
        }
    }
}
