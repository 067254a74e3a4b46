package dev.kafkalab.labs.content.write;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.CaptureLag;
import dev.kafkalab.cdc.RelayStatus;
import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.health.Health;
import dev.kafkalab.health.Health.Status;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events of posts from the outbox to {@code post.original}, keyed by the post's id: each committed event once, those of
 * a post in order. Any number of copies may run, in any processes: one of them carries, the others stand by. Whose turn it is
 * MySQL knows by a lock that a broken connection gives back; should two ever think it is theirs, the relay's own fencing
 * lets one go on. What does not answer is waited for.
 *
 * <p>Thread-safe. Whoever starts it closes it.
 */
public final class PostRelay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostRelay.class);
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int PATIENCE_MILLIS = 2_000;
    /** Sent events stay so long, for whoever wants to know when a post was written. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final ContentStores stores;
    private final ContentNames names;
    private final DataSource database;
    private final Thread thread = new Thread(this::run, "post-relay");

    private volatile boolean closed;
    private volatile @Nullable RunningRelay relay;
    private volatile @Nullable String trouble;

    private PostRelay(ContentStores stores, ContentNames names) {
        this.stores = stores;
        this.names = names;
        this.database = database(stores.mysql());
    }

    /** Starts a copy; neither MySQL nor Kafka need to be up yet. */
    public static PostRelay start(ContentStores stores, ContentNames names) {
        PostRelay started = new PostRelay(stores, names);
        started.thread.start();
        return started;
    }

    /** A connection each time: a pool would only stand between a relay and the reason why there is none. */
    private static DataSource database(ContentStores.MySql mysql) {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(mysql.url());
        mysql.user().ifPresent(source::setUser);
        mysql.password().ifPresent(source::setPassword);
        try {
            source.setConnectTimeout(PATIENCE_MILLIS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return source;
    }

    /** Whether it is this copy that carries. */
    public boolean carries() {
        RunningRelay running = relay;
        return running != null && running.isRunning();
    }

    /** How far it has come; empty while it stands by. */
    public Optional<RelayStatus> status() {
        return Optional.ofNullable(relay).map(RunningRelay::status);
    }

    /**
     * Whether every event is carried, by whichever copy; asks MySQL and the brokers.
     *
     * @throws RuntimeException what they refuse, or if one of them does not answer
     */
    public boolean isDone() {
        return isDone(stores, names, database);
    }

    /** The same, for whoever runs no copy. */
    public static boolean isDone(ContentStores stores, ContentNames names) {
        return isDone(stores, names, database(stores.mysql()));
    }

    private static boolean isDone(ContentStores stores, ContentNames names, DataSource database) {
        return CaptureLag.look(stores.kafka(), names.positions(), database, ContentSchema.outbox(names), names.relay())
                        .rows()
                == 0;
    }

    /** Asks no server. To stand by is well. */
    public Health health() {
        String why = trouble;
        return why == null
                ? new Health(Status.UP, List.of())
                : new Health(Status.DEGRADED, List.of("events of posts are not carried: " + why));
    }

    private void run() {
        while (!closed) {
            try (Connection turn = database.getConnection()) {
                while (!closed && !isOurs(turn)) {
                    trouble = null;
                }
                if (!closed) {
                    carry(turn);
                }
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                note(e);
                rest();
            }
        }
    }

    /** Waits a little for its turn. */
    private boolean isOurs(Connection turn) throws SQLException {
        try (PreparedStatement lock = turn.prepareStatement("SELECT GET_LOCK(CONCAT(DATABASE(), '.', ?), ?)")) {
            lock.setString(1, names.relay());
            lock.setDouble(2, GLANCE.toMillis() / 1e3);
            try (ResultSet answer = lock.executeQuery()) {
                return answer.next() && answer.getInt(1) == 1;
            }
        }
    }

    private void carry(Connection turn) throws InterruptedException, SQLException {
        new ContentSchema(names).ensure(database);
        WorkerConsumer.ensureTopics(stores, names.original());
        try (RunningRelay running = KafkaLab.connect(stores.kafka())
                .relay(database, ContentSchema.outbox(names))
                .name(names.relay())
                .topics(names.original())
                .positionTopic(names.positions())
                .existingTopicsOnly()
                .prune(KEPT)
                .start()) {
            relay = running;
            log.info("carries events of posts to {}", names.original());
            while (!closed && !running.awaitStopped(GLANCE)) {
                trouble = null;
                requireTurn(turn);
            }
        } finally {
            relay = null;
        }
    }

    /** Whoever lost the connection lost the turn: another copy may have it already. */
    private static void requireTurn(Connection turn) throws SQLException {
        if (!turn.isValid(PATIENCE_MILLIS / 1_000)) {
            throw new SQLException("the connection to MySQL broke");
        }
    }

    private void note(Exception e) {
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (trouble == null) {
            log.info("events of posts are not carried", e);
        }
        trouble = why.isEmpty() ? e.getClass().getSimpleName() : why;
    }

    private void rest() {
        synchronized (this) {
            if (!closed) {
                try {
                    wait(GLANCE.toMillis());
                } catch (InterruptedException e) {
                    closed = true;
                }
            }
        }
    }

    /** What is being sent is committed; another copy goes on. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(CLOSING.toMillis());
            thread.interrupt(); // it waits for a server that does not answer, or has ended
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
