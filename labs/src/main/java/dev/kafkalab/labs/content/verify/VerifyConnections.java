package dev.kafkalab.labs.content.verify;

import com.mongodb.client.MongoClient;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.feed.Inboxes;
import dev.kafkalab.labs.content.feed.PostSpread;
import dev.kafkalab.labs.content.index.IndexedPosts;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.write.ContentSchema;
import dev.kafkalab.labs.content.write.PostOutbox;
import dev.kafkalab.labs.content.write.PostTable;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import redis.clients.jedis.RedisClient;

/** Clients of all stores. Asks none of them yet. Whoever opens it closes it. */
final class VerifyConnections implements AutoCloseable {
    private static final int CONNECTIONS = 2;

    private final ContentStores stores;
    private final ContentNames names;
    private final HikariDataSource pool;
    private final PreparedDatabase mysql;
    private final RedisClient redis;
    private final MongoClient mongo;
    private final IndexedPosts index;

    VerifyConnections(ContentStores stores, ContentNames names) {
        this.stores = stores;
        this.names = names;
        this.pool = StoreConnections.mysql(stores, CONNECTIONS);
        this.mysql = new PreparedDatabase(pool, names);
        this.redis = StoreConnections.redis(stores, CONNECTIONS);
        this.mongo = StoreConnections.mongo(stores);
        this.index = IndexedPosts.open(stores, names);
    }

    void dropTables() throws SQLException {
        new ContentSchema(names).drop(pool);
    }

    PostTable table() {
        return new PostTable(mysql, names);
    }

    PostOutbox outbox() {
        return new PostOutbox(mysql, names);
    }

    Metadata metadata() {
        return new Metadata(mysql, names);
    }

    PostWriter writer() {
        return new PostWriter(mysql, names, metadata(), Clock.systemUTC());
    }

    PostCache cache() {
        return new PostCache(redis, names);
    }

    Inboxes inboxes() {
        return Inboxes.of(mongo, stores, names);
    }

    PostSpread spread() {
        return new PostSpread(mongo, stores, names, metadata());
    }

    IndexedPosts index() {
        return index;
    }

    @Override
    public void close() {
        RunningWorker.closeAll(List.of(pool, redis, mongo, index));
    }
}
