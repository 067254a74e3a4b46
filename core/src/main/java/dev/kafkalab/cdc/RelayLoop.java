package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a relay, in sessions: fence whoever went before, read the stored position, then page after page. Whatever
 * goes wrong with Kafka ends the session, and the next begins where the last committed transaction left off.
 */
final class RelayLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final RelaySettings settings;
    private final OpenedSource source;
    private final DataSource database;
    private final RelayProgress progress;
    private final String owner = UUID.randomUUID().toString();
    private boolean claimed;
    private boolean begun;
    private volatile boolean stopping;

    RelayLoop(RelaySettings settings, OpenedSource source, DataSource database) {
        this.settings = settings;
        this.source = source;
        this.database = database;
        this.progress = new RelayProgress(settings.name(), source.name(), source.begin());
    }

    RelaySettings settings() {
        return settings;
    }

    List<String> notices() {
        return source.notices();
    }

    RelayProgress progress() {
        return progress;
    }

    void stop() {
        stopping = true;
    }

    /** Returns when it was stopped or is done; throws what it cannot go on from. */
    void run() throws InterruptedException {
        long pause = SHORTEST_PAUSE_MILLIS;
        while (!stopping) {
            long sentBefore = progress.status(true).sent();
            try {
                session();
                return;
            } catch (SQLException e) {
                throw MySqlFailure.explain(e, source.database());
            } catch (InterruptException e) {
                throw new InterruptedException();
            } catch (KafkaException e) {
                if (isFenced(e)) {
                    requireStillOwner(e);
                } else if (isFatal(e)) {
                    throw e;
                }
                if (progress.kafkaFails("Kafka does not take it: " + e.getMessage())) {
                    LOG.warn("Relay {} begins again where it was: Kafka failed it", settings.name(), e);
                }
                pause = progress.status(true).sent() > sentBefore ? SHORTEST_PAUSE_MILLIS : pause;
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    private void session() throws SQLException, InterruptedException {
        if (!claimed) {
            settings.positions().claim(settings.name(), owner);
            claimed = true;
        }
        requireStillOwner(null); // or a session that failed for another reason would fence the newcomer
        try (RelayTransactions transactions = new RelayTransactions(settings, progress)) {
            Position start = start();
            progress.at(start);
            if (!begun) {
                transactions.send(List.of(), stored(start)); // one that was asked for holds from now on
                begun = true;
            }
            try (PageQueue pages = PageQueue.start(source, database, settings, progress, start)) {
                while (!stopping) {
                    Optional<Page> page = pages.take(GLANCE);
                    if (page.isPresent()) {
                        transactions.send(page.get().rows(), stored(page.get().position()));
                        pages.sent();
                        if (settings.once() && page.get().caughtUp()) {
                            return;
                        }
                    }
                }
            }
        }
    }

    private Position start() {
        if (source.forced() && !begun) {
            return source.begin();
        }
        Optional<StoredPosition> last = settings.positions().last(settings.name());
        last.filter(stored -> !stored.source().equals(source.name())).ifPresent(stored -> {
            throw KafkaLabException.precondition(
                    "relay '%s' was used for %s, its position means nothing in %s; give this one another name"
                            .formatted(settings.name(), stored.source(), source.name()));
        });
        return last.map(StoredPosition::position).orElse(source.begin());
    }

    private StoredPosition stored(Position position) {
        return new StoredPosition(source.name(), position);
    }

    /** A transaction that took too long is fenced too; only a claim says that another took over. */
    private void requireStillOwner(@Nullable KafkaException fenced) {
        if (!settings.positions().owner(settings.name()).equals(Optional.of(owner))) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.PRECONDITION,
                    "another relay named '" + settings.name() + "' was started and goes on in place of this one",
                    fenced);
        }
    }

    private static boolean isFenced(KafkaException failure) {
        return isCausedBy(failure, ProducerFencedException.class)
                || isCausedBy(failure, InvalidProducerEpochException.class);
    }

    private static boolean isFatal(KafkaException failure) {
        return isCausedBy(failure, AuthenticationException.class)
                || isCausedBy(failure, AuthorizationException.class)
                || isCausedBy(failure, UnsupportedVersionException.class)
                || isCausedBy(failure, InvalidTopicException.class)
                || isCausedBy(failure, InvalidRecordException.class)
                || isCausedBy(failure, ConfigException.class);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
