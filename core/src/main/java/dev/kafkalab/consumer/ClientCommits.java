package dev.kafkalab.consumer;

import java.util.Collection;

/** Leaves committing to Kafka's client: {@link Commits.Auto}. */
final class ClientCommits<K> implements Committer<K> {
    @Override
    public boolean mayGoOn(Lane<K> lane) {
        return true;
    }

    @Override
    public void tick(Collection<OwnedPartition<K>> owned) {
        // The client does it in poll().
    }

    @Override
    public void commitNow(Collection<OwnedPartition<K>> leaving) {
        // The client does it before it gives partitions away.
    }

    @Override
    public long patience() {
        return 100;
    }
}
