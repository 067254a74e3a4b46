package dev.kafkalab.sandbox.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.StoresSandbox;
import dev.kafkalab.sandbox.UpRequest;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@StoresSandbox
class MongoIT {
    @Test
    void upsertsSortsAndPages(Sandbox sandbox) {
        try (MongoClient client = connect(sandbox)) {
            var inbox = client.getDatabase("stores").getCollection("inbox");
            inbox.createIndex(Indexes.compoundIndex(Indexes.ascending("reader"), Indexes.descending("at")));
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 12; i++) {
                    inbox.replaceOne(
                            eq("_id", i),
                            new Document("reader", i % 2).append("at", i),
                            new ReplaceOptions().upsert(true));
                }
            }
            List<Integer> page = new ArrayList<>();
            inbox.find(eq("reader", 1))
                    .sort(Sorts.descending("at"))
                    .skip(2)
                    .limit(3)
                    .forEach(document -> page.add(document.getInteger("_id")));
            assertThat(page).containsExactly(7, 5, 3);
            assertThat(inbox.countDocuments()).isEqualTo(12);
        }
    }

    @Test
    void aUniqueIndexRefusesASecond(Sandbox sandbox) {
        try (MongoClient client = connect(sandbox)) {
            var users = client.getDatabase("stores").getCollection("users");
            users.createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
            users.insertOne(new Document("name", "한글"));
            assertThatThrownBy(() -> users.insertOne(new Document("name", "한글")))
                    .isInstanceOfSatisfying(
                            MongoWriteException.class,
                            e -> assertThat(e.getError().getCode()).isEqualTo(11_000));
        }
    }

    @Test
    void acknowledgedWritesSurviveAKill(Sandbox sandbox) {
        try (MongoClient client = connect(sandbox)) {
            var survivors = client.getDatabase("stores").getCollection("survivors");
            for (int i = 0; i < 200; i++) {
                survivors.insertOne(new Document("_id", i));
            }
            sandbox.kill("mongo");
        }
        assertThat(sandbox.up(UpRequest.of(ServerKind.MONGO), Progress.SILENT)).isEmpty();
        try (MongoClient client = connect(sandbox)) {
            assertThat(client.getDatabase("stores").getCollection("survivors").countDocuments())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysThatItIsAStandIn(Sandbox sandbox) {
        assertThat(sandbox.exports()).containsEntry("KAFKA_LAB_MONGO_SERVER", "stand-in");
    }

    private static MongoClient connect(Sandbox sandbox) {
        return MongoClients.create(sandbox.exports().get("KAFKA_LAB_MONGO_URL"));
    }
}
