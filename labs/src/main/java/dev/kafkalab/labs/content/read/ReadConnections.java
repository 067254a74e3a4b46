package dev.kafkalab.labs.content.read;

import com.mongodb.client.MongoClient;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.cache.CachedPosts;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.feed.Inboxes;
import dev.kafkalab.labs.content.index.PostSearch;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.write.PostTable;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * Clients of the stores that reading needs, each opened when it is first asked for; none needs its store to be up.
 * Thread-safe. Whoever opens it closes it.
 */
public final class ReadConnections implements AutoCloseable {
    private final ContentStores stores;
    private final ContentNames names;
    private final int most;
    private final List<AutoCloseable> opened = new ArrayList<>();

    private @Nullable DataSource database;
    private @Nullable RedisClient redis;
    private @Nullable MongoClient mongo;
    private @Nullable PostSearch search;

    /** @param most connections to a store at most */
    public ReadConnections(ContentStores stores, ContentNames names, int most) {
        this.stores = stores;
        this.names = names;
        this.most = most;
    }

    public ContentNames names() {
        return names;
    }

    /** MySQL, where the platform's tables are made when they are first needed. */
    public synchronized DataSource database() {
        if (database == null) {
            HikariDataSource pool = StoreConnections.mysql(stores, most);
            opened.add(pool);
            database = new PreparedDatabase(pool, names);
        }
        return database;
    }

    public Metadata metadata() {
        return new Metadata(database(), names);
    }

    public synchronized RedisClient redis() {
        if (redis == null) {
            redis = StoreConnections.redis(stores, most);
            opened.add(redis);
        }
        return redis;
    }

    public synchronized MongoClient mongo() {
        if (mongo == null) {
            mongo = StoreConnections.mongo(stores, StoreConnections.READER_PATIENCE);
            opened.add(mongo);
        }
        return mongo;
    }

    PostCache cache() {
        return new PostCache(redis(), names);
    }

    CachedPosts cachedPosts() {
        return new CachedPosts(cache(), new PostTable(database(), names), metadata());
    }

    Inboxes inboxes() {
        return Inboxes.of(mongo(), stores, names);
    }

    synchronized PostSearch search() {
        if (search == null) {
            search = PostSearch.open(stores, names);
            opened.add(search);
        }
        return search;
    }

    @Override
    public synchronized void close() {
        RunningWorker.closeAll(opened);
        opened.clear();
    }
}
