package dev.kafkalab.consumer;

import dev.kafkalab.consumer.Commits.InTransaction;
import dev.kafkalab.offsets.FinishedAhead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits in transactions. At a commit no handler runs: so a transaction holds all that a handled record sent or nothing
 * of it, and exactly the offsets of those records. What was finished out of order is in the metadata, all of it: while
 * it does not fit, nothing is committed and nothing new is taken in.
 *
 * <p>After an abort every partition begins again at its committed offset.
 */
final class TransactionCommits<K> implements Committer<K> {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionCommits.class);
    private static final long GLANCE = 2_000_000;
    private static final long PAUSE_AFTER_ABORT = 200_000_000;

    private final OffsetCommits<K> commits;
    private final Transactions transactions;
    private final Workers<K> workers;
    private final Consumer<byte[], byte[]> consumer;
    private final ConsumerListener listener;
    private final long interval;
    private final Duration drainLimit;
    private @Nullable Assignment<K> assignment;
    private long last = System.nanoTime();
    private State state = State.GOING;

    private enum State {
        GOING,
        /** Waiting for handlers that run, to commit. */
        HALTING,
        /** Waiting after an abort, so that what cannot succeed does not turn into a hot loop. */
        PAUSING
    }

    TransactionCommits(
            InTransaction mode,
            OffsetCommits<K> commits,
            Transactions transactions,
            Workers<K> workers,
            Consumer<byte[], byte[]> consumer,
            ConsumerListener listener,
            Duration drainLimit) {
        this.interval = mode.interval().toNanos();
        this.commits = commits;
        this.transactions = transactions;
        this.workers = workers;
        this.consumer = consumer;
        this.listener = listener;
        this.drainLimit = drainLimit;
    }

    @Override
    public void serve(Assignment<K> ofThisConsumer) {
        assignment = ofThisConsumer;
    }

    @Override
    public boolean mayGoOn(Lane<K> lane) {
        return true;
    }

    @Override
    public void tick(Collection<OwnedPartition<K>> owned) {
        long since = System.nanoTime() - last;
        if (state == State.PAUSING && since >= PAUSE_AFTER_ABORT) {
            go();
        } else if (state == State.GOING && since >= interval) {
            last = System.nanoTime();
            if (!commits.news(owned).isEmpty()) {
                state = State.HALTING;
                workers.halt();
            }
        }
        // A handler that takes its time must not keep the consumer from polling.
        if (state == State.HALTING && noneRunsFor(GLANCE)) {
            commit(owned);
        }
    }

    private boolean noneRunsFor(long limit) {
        return Workers.await(() -> !workers.isBusy(), System.nanoTime() + limit);
    }

    private void go() {
        last = System.nanoTime();
        state = State.GOING;
        workers.go();
    }

    /** Commits, or puts it off while the metadata does not hold all that is finished, or aborts. */
    private void commit(Collection<OwnedPartition<K>> owned) {
        try {
            commitIfComplete(owned);
            go();
        } catch (KafkaException e) {
            abort(e);
        }
    }

    private boolean commitIfComplete(Collection<OwnedPartition<K>> owned) {
        transactions.flush();
        boolean complete = true;
        for (OwnedPartition<K> partition : owned) {
            partition.crowded(!partition.commitIsComplete(FinishedAhead.METADATA_BYTES));
            complete &= !partition.isCrowded();
        }
        if (complete) {
            Map<OwnedPartition<K>, OffsetAndMetadata> news = commits.news(owned);
            transactions.commit(OffsetCommits.byName(news), consumer.groupMetadata());
            commits.committed(news);
        }
        return complete;
    }

    private void abort(KafkaException cause) {
        if (cause instanceof AuthorizationException || cause.getCause() instanceof AuthorizationException) {
            throw cause;
        }
        LOG.warn("a transaction was aborted, its records are handled again: {}", cause.toString());
        listener.onCommitFailed(cause);
        abort();
    }

    private void abort() {
        workers.halt();
        Assignment<K> all = Objects.requireNonNull(assignment);
        List<TopicPartition> abandoned = new ArrayList<>();
        transactions.abort(() -> abandoned.addAll(all.abandonAll()));
        all.rewind(abandoned);
        state = State.PAUSING;
        last = System.nanoTime();
    }

    @Override
    public void commitNow(Collection<OwnedPartition<K>> leaving) {
        workers.halt();
        try {
            if (noneRunsFor(drainLimit.toNanos())
                    && commitIfComplete(Objects.requireNonNull(assignment).owned())) {
                go();
                return;
            }
        } catch (KafkaException e) {
            abort(e);
            return;
        }
        LOG.warn("a transaction was aborted: what is done could not be committed in time, it is handled again");
        abort();
    }

    @Override
    public void lost() {
        abort();
    }

    @Override
    public long patience() {
        return state == State.HALTING ? 0 : Math.max(1, Math.min(100, interval / 1_000_000));
    }
}
