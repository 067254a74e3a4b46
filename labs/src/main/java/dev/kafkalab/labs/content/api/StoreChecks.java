package dev.kafkalab.labs.content.api;

import com.mongodb.client.MongoDatabase;
import dev.kafkalab.health.Health;
import dev.kafkalab.health.Health.Status;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.read.ReadConnections;
import dev.kafkalab.labs.content.work.StoreConnections;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * Whether the stores answer. Without MySQL nothing can be written, so then the platform is down; without one of the others
 * something else still works. Thread-safe.
 */
final class StoreChecks implements AutoCloseable {
    private final ReadConnections connections;
    private final ContentStores stores;
    private final RestClient elasticsearch;

    StoreChecks(ReadConnections connections, ContentStores stores) {
        this.connections = connections;
        this.stores = stores;
        this.elasticsearch = StoreConnections.elasticsearch(stores, StoreConnections.READER_PATIENCE);
    }

    Map<String, Supplier<Health>> all() {
        return Map.of(
                "MySQL", check(Status.DOWN, "nothing can be written", this::askMySql),
                "Redis", check(Status.DEGRADED, "posts are read from MySQL", this::askRedis),
                "MongoDB", check(Status.DEGRADED, "inboxes cannot be read", this::askMongo),
                "Elasticsearch", check(Status.DEGRADED, "posts cannot be searched", this::askElasticsearch));
    }

    private interface Question {
        void ask() throws Exception;
    }

    private static Supplier<Health> check(Status without, String consequence, Question question) {
        return () -> {
            try {
                question.ask();
                return new Health(Status.UP, List.of());
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                return new Health(without, List.of("does not answer; " + consequence));
            }
        };
    }

    private void askMySql() throws Exception {
        try (Connection connection = connections.database().getConnection()) {
            if (!connection.isValid(1)) {
                throw new IllegalStateException("the connection broke");
            }
        }
    }

    private void askRedis() {
        connections.redis().ping();
    }

    private void askMongo() {
        MongoDatabase database = StoreConnections.database(connections.mongo(), stores);
        database.runCommand(new Document("ping", 1));
    }

    private void askElasticsearch() throws Exception {
        elasticsearch.performRequest(new Request("HEAD", "/"));
    }

    @Override
    public void close() throws Exception {
        elasticsearch.close();
    }
}
