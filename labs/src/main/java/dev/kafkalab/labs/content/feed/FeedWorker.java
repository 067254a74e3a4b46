package dev.kafkalab.labs.content.feed;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.consumer.HandleLaterException;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import dev.kafkalab.labs.content.work.StoreWatch;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was inspected into followers' inboxes, and takes out of them what was deleted or refused. Events that come again
 * or late change nothing. A post with very many followers is carried in turns, between which others get theirs. While MongoDB
 * or MySQL do not answer, posts wait.
 */
public final class FeedWorker {
    private static final int AT_ONCE = 8;
    private static final Duration TURN_OF_OTHERS = Duration.ofMillis(1);

    private final Inboxes inboxes;
    private final FanOut fanOut;
    private final StoreWatch watch;
    /** Whether the indexes are there; two that make them at once do no harm. */
    private volatile boolean indexed;

    private FeedWorker(Inboxes inboxes, FanOut fanOut, StoreWatch watch) {
        this.inboxes = inboxes;
        this.fanOut = fanOut;
        this.watch = watch;
    }

    /** Starts a copy; the caller closes it. */
    public static RunningWorker start(ContentStores stores, ContentNames names) {
        return start(stores, names, FanOut::new);
    }

    /** Makes what carries posts. */
    @FunctionalInterface
    interface Carrier {
        FanOut of(Inboxes inboxes, Spreads spreads, FanOut.Followers followers);
    }

    static RunningWorker start(ContentStores stores, ContentNames names, Carrier carrier) {
        WorkerConsumer.ensureTopics(stores, names.inspected());
        MongoClient mongo = StoreConnections.mongo(stores);
        HikariDataSource mysql = StoreConnections.mysql(stores, AT_ONCE);
        MongoDatabase database = StoreConnections.database(mongo, stores);
        StoreWatch watch = new StoreWatch();
        Inboxes inboxes = new Inboxes(database, names);
        FanOut fanOut = carrier.of(inboxes, new Spreads(database, names), new Metadata(mysql, names)::followers);
        FeedWorker worker = new FeedWorker(inboxes, fanOut, watch);
        List<AutoCloseable> connections = List.of(mongo, mysql);
        return RunningWorker.start(
                Worker.FEED,
                WorkerConsumer.of(stores, names, Worker.FEED, names.inspected(), InspectedPost.class)
                        .concurrency(AT_ONCE)
                        .handle((post, delivery) -> worker.handle(post)),
                watch,
                connections);
    }

    private void handle(@Nullable InspectedPost inspected) {
        if (inspected == null) {
            return;
        }
        boolean done;
        try {
            if (!indexed) {
                inboxes.ensureIndexes();
                indexed = true;
            }
            done = fanOut.turn(inspected);
            watch.answered();
        } catch (MongoSocketException
                | MongoTimeoutException
                | MongoNotPrimaryException
                | MongoNodeIsRecoveringException e) {
            throw watch.waiting(new StoreUnavailableException("MongoDB", e));
        } catch (SQLException e) {
            throw watch.waiting(new StoreUnavailableException("MySQL", e));
        } catch (MongoException e) {
            if (e.hasErrorLabel("RetryableWriteError")) {
                throw watch.waiting(new StoreUnavailableException("MongoDB", e));
            }
            throw e;
        }
        if (!done) {
            throw new HandleLaterException("others have their turn", TURN_OF_OTHERS);
        }
    }
}
