package dev.kafkalab.labs.content.inspect;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import dev.kafkalab.labs.content.work.StoreWatch;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * Judges what was written and tells of it in {@code post.inspected}: in order for each post, at least once. An event that
 * comes again has the same version, which whoever reads it knows; with a judge that remembers or is of one mind it says the
 * same, too. What does not fit is a deletion with a reason. What cannot be judged is a dead letter of {@code post.original}.
 */
public final class InspectWorker {
    private static final int AT_ONCE = 32;
    private static final Duration UNTIL_IT_STOPS = Duration.ofSeconds(5);

    private final PostJudge judge;
    private final Metadata metadata;
    private final InspectedTopic topic;
    private final StoreWatch watch;
    private final Clock clock;

    private InspectWorker(PostJudge judge, Metadata metadata, InspectedTopic topic, StoreWatch watch, Clock clock) {
        this.judge = judge;
        this.metadata = metadata;
        this.topic = topic;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * Starts a copy; the caller closes it.
     *
     * @param chat the model that is asked; empty: posts are judged offline
     */
    public static RunningWorker start(ContentStores stores, ContentNames names, Optional<ChatSettings> chat) {
        WorkerConsumer.ensureTopics(stores, names.original(), names.inspected());
        List<AutoCloseable> connections = new ArrayList<>();
        try {
            InspectedTopic topic = new InspectedTopic(stores, names);
            connections.add(topic);
            HikariDataSource mysql = StoreConnections.mysql(stores, 2);
            connections.add(mysql);
            Metadata metadata = new Metadata(mysql, names);
            PostJudge judge;
            if (chat.isPresent()) {
                RedisClient redis = StoreConnections.redis(stores, AT_ONCE);
                connections.add(redis);
                judge = new RememberedJudge(new ChatJudge(chat.get()), redis, names);
            } else {
                judge = OfflineJudge.standard(id -> name(metadata, id));
            }
            StoreWatch watch = new StoreWatch();
            InspectWorker worker = new InspectWorker(judge, metadata, topic, watch, Clock.systemUTC());
            return RunningWorker.start(
                    Worker.INSPECT,
                    WorkerConsumer.of(stores, names, Worker.INSPECT, names.original(), OriginalPost.class)
                            .concurrency(AT_ONCE)
                            .handle((post, delivery) -> worker.handle(post)),
                    watch,
                    connections);
        } catch (RuntimeException e) {
            RunningWorker.closeAll(connections);
            throw e;
        }
    }

    private static String name(Metadata metadata, long categoryId) {
        try {
            return metadata.categoryName(categoryId).orElse("another category");
        } catch (SQLException e) {
            return "another category";
        }
    }

    private void handle(@Nullable OriginalPost original) throws InterruptedException {
        if (original == null) {
            return;
        }
        try {
            topic.send(inspect(original));
            watch.answered();
        } catch (StoreUnavailableException e) {
            throw watch.waiting(e);
        } catch (SQLException e) {
            throw watch.waiting(new StoreUnavailableException("MySQL", e));
        } catch (ChatRefusesException e) {
            // No post is to blame, so none becomes a dead letter: they wait until the worker has stopped.
            watch.stop(e);
            throw new StoreUnavailableException(String.valueOf(e.getMessage()), UNTIL_IT_STOPS, e);
        }
    }

    private InspectedPost inspect(OriginalPost original) throws SQLException, InterruptedException {
        Post post = original.payload();
        if (post == null) {
            return InspectedPost.deleted(original);
        }
        Optional<String> category = metadata.categoryName(post.categoryId());
        if (category.isEmpty()) {
            return InspectedPost.refused(original, "there is no category " + post.categoryId());
        }
        Judgement judgement = judge.judge(post, category.get());
        return judgement.fits()
                ? InspectedPost.fits(
                        original, post, judgement.tags(), clock.instant().truncatedTo(ChronoUnit.MILLIS))
                : InspectedPost.refused(original, String.valueOf(judgement.reason()));
    }
}
