package dev.kafkalab.labs.tour;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import dev.kafkalab.sandbox.ServerKind;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Writes posts into an inbox, one of them twice, and reads them newest first. */
final class MongoRoundTrip implements TourStep {
    private final String collection;

    /** @param collection a name that is free */
    MongoRoundTrip(String collection) {
        this.collection = collection;
    }

    @Override
    public String title() {
        return "Write and read documents in the stand-in for MongoDB";
    }

    @Override
    public ServerKind server() {
        return ServerKind.MONGO;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of("mongosh mongodb://127.0.0.1:" + site.port(server()) + "/campus", "kafka-lab sandbox env");
    }

    @Override
    public void run(TourSite site, Checks checks) {
        try (MongoClient client = MongoClients.create(site.export("KAFKA_LAB_MONGO_URL"))) {
            MongoCollection<Document> inbox = inbox(client);
            for (int post : new int[] {1, 2, 2}) {
                inbox.replaceOne(
                        Filters.eq("_id", post),
                        new Document("_id", post).append("title", "글 " + post),
                        new ReplaceOptions().upsert(true));
            }
            checks.expect("documents after writing 1, 2, 2", 2, inbox.countDocuments());
            List<String> titles = inbox.find()
                    .sort(Sorts.descending("_id"))
                    .map(post -> post.getString("title"))
                    .into(new ArrayList<>());
            checks.expect("newest first", "[글 2, 글 1]", titles);
        }
    }

    private MongoCollection<Document> inbox(MongoClient client) {
        return client.getDatabase("campus").getCollection(collection);
    }

    @Override
    public void cleanUp(TourSite site) {
        try (MongoClient client = MongoClients.create(site.export("KAFKA_LAB_MONGO_URL"))) {
            inbox(client).drop();
        }
    }
}
