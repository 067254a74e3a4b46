package dev.kafkalab.consumer;

import dev.kafkalab.consumer.Commits.AfterProcessing;
import java.util.Collection;

/** Commits in the background, at intervals and whenever so many records are done. */
final class IntervalCommits<K> implements Committer<K> {
    private final OffsetCommits<K> commits;
    private final AfterProcessing cadence;
    private long last = System.nanoTime();
    private long lastFinished;

    IntervalCommits(OffsetCommits<K> commits, AfterProcessing cadence) {
        this.commits = commits;
        this.cadence = cadence;
    }

    @Override
    public boolean mayGoOn(Lane<K> lane) {
        return true;
    }

    @Override
    public void tick(Collection<OwnedPartition<K>> owned) {
        long now = System.nanoTime();
        if (now - last < cadence.interval().toNanos() && !isEnough(owned)) {
            return;
        }
        last = now;
        lastFinished = finished(owned);
        commits.inBackground(commits.news(owned));
    }

    private boolean isEnough(Collection<OwnedPartition<K>> owned) {
        // A rebalance may lower the sum; then the next interval sets it right.
        return cadence.records() < Long.MAX_VALUE && finished(owned) - lastFinished >= cadence.records();
    }

    private static <K> long finished(Collection<OwnedPartition<K>> owned) {
        return owned.stream().mapToLong(OwnedPartition::finished).sum();
    }

    @Override
    public void commitNow(Collection<OwnedPartition<K>> leaving) {
        commits.waiting(commits.news(leaving));
    }

    @Override
    public long patience() {
        return Math.max(1, Math.min(100, cadence.interval().toMillis()));
    }
}
