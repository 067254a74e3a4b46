package dev.kafkalab.consumer;

import java.util.Collection;

/** Decides when what is done is committed. Belongs to the poll thread, but for {@link #mayGoOn}. */
interface Committer<K> {
    /**
     * Asked by whoever runs a lane when the record at its head is done.
     *
     * @return whether the lane may go on at once; if not, it goes on when the commit is made
     */
    boolean mayGoOn(Lane<K> lane);

    /**
     * Commits if it is time; called after each poll.
     *
     * @param owned every partition of this consumer
     */
    void tick(Collection<OwnedPartition<K>> owned);

    /** Called once, before all else. */
    default void serve(Assignment<K> assignment) {}

    /** Partitions were taken away without a chance to commit; called when they have ended. */
    default void lost() {}

    /** Commits what is done of partitions that are about to be given away, and waits for it. */
    void commitNow(Collection<OwnedPartition<K>> leaving);

    /** How long the next poll may wait, in milliseconds. */
    long patience();
}
