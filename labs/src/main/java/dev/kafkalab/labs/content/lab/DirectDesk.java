package dev.kafkalab.labs.content.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.mongodb.client.MongoClient;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Operation;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.feed.Inboxes;
import dev.kafkalab.labs.content.index.IndexedPosts;
import dev.kafkalab.labs.content.inspect.Judgement;
import dev.kafkalab.labs.content.inspect.OfflineJudge;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.metadata.MetadataTables;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import dev.kafkalab.labs.frame.EffectTopic;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import redis.clients.jedis.RedisClient;

/**
 * Requests write all stores themselves: MySQL, then both topics, Redis, MongoDB, Elasticsearch. What they write is what workers
 * would; the event that goes into the outbox with the row is carried by nobody.
 */
final class DirectDesk implements Desk {
    private final HikariDataSource pool;
    private final RedisClient redis;
    private final MongoClient mongo;
    private final EffectTopic original;
    private final EffectTopic inspected;
    private final IndexedPosts index;
    private final PostWriter posts;
    private final Metadata metadata;
    private final PostCache cache;
    private final Inboxes inboxes;
    private final OfflineJudge judge;

    DirectDesk(ContentStores stores, ContentNames names) {
        this.pool = StoreConnections.mysql(stores, 4);
        this.redis = StoreConnections.redis(stores, 4);
        this.mongo = StoreConnections.mongo(stores);
        this.original = new EffectTopic(stores.kafka(), names.original());
        this.inspected = new EffectTopic(stores.kafka(), names.inspected());
        this.index = IndexedPosts.open(stores, names);
        PreparedDatabase database = new PreparedDatabase(pool, names);
        this.metadata = new Metadata(database, names);
        this.posts = new PostWriter(database, names, metadata, Clock.systemUTC());
        this.cache = new PostCache(redis, names);
        this.inboxes = Inboxes.of(mongo, stores, names);
        this.judge = OfflineJudge.standard(id -> MetadataTables.CATEGORIES.get((int) id - 1));
    }

    @Override
    public void create(PostDraft draft, Pause pause) throws Exception {
        carry(OriginalPost.of(Operation.CREATE, posts.create(draft).post()), pause);
    }

    @Override
    public void update(long id, PostDraft draft, Pause pause) throws Exception {
        carry(OriginalPost.of(Operation.UPDATE, posts.revise(id, draft).post()), pause);
    }

    @Override
    public void delete(long id, Pause pause) throws Exception {
        carry(OriginalPost.deleted(id, posts.delete(id).post().version()), pause);
    }

    private void carry(OriginalPost event, Pause pause) throws Exception {
        pause.at(Place.WRITTEN);
        InspectedPost judged = judged(event);
        original.add(Long.toString(event.id()), json(event));
        inspected.add(Long.toString(event.id()), json(judged));
        InspectedPost.Payload shown = judged.payload();
        cache.putIfNewer(
                event.id(), shown == null ? CachedPost.gone(event.version()) : CachedPost.of(resolved(shown.post())));
        pause.at(Place.CACHED);
        if (shown == null) {
            inboxes.remove(event.id());
        } else {
            inboxes.add(shown.post(), metadata.followers(shown.post().userId(), 0, MetadataTables.USERS));
        }
        index.writeAgain(List.of(judged));
        pause.at(Place.DONE);
    }

    private InspectedPost judged(OriginalPost event) throws SQLException {
        Post post = event.payload();
        if (post == null) {
            return InspectedPost.deleted(event);
        }
        Judgement judgement =
                judge.judge(post, metadata.categoryName(post.categoryId()).orElseThrow());
        return judgement.fits()
                ? InspectedPost.fits(
                        event, post, judgement.tags(), Instant.now().truncatedTo(ChronoUnit.MILLIS))
                : InspectedPost.refused(event, String.valueOf(judgement.reason()));
    }

    private ResolvedPost resolved(Post post) throws SQLException {
        return ResolvedPost.of(
                post,
                metadata.userName(post.userId()).orElseThrow(),
                metadata.categoryName(post.categoryId()).orElseThrow());
    }

    private static String json(Object event) {
        try {
            return ContentJson.mapper().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of plain values can be written
        }
    }

    /** A request is at work at once, and nobody is when it is done. */
    @Override
    public void awaitBusy() {}

    @Override
    public void awaitDone() {}

    @Override
    public void close() {
        RunningWorker.closeAll(List.of(pool, redis, mongo, original, inspected, index));
    }
}
