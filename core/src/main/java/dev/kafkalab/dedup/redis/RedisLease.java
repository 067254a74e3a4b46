package dev.kafkalab.dedup.redis;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.dedup.Deduplication;
import dev.kafkalab.dedup.DeliveryId;
import dev.kafkalab.dedup.HeldElsewhereException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.UnifiedJedis;

/**
 * Remembers what is done in Redis: a lease with its owner's token while an id is worked on, renewed until the work ends,
 * then a mark for as long as ids are remembered. At least once: Redis cannot write its mark in one step with what a handler
 * does elsewhere. For exactly once, there is the inbox of package {@code dedup.jdbc}.
 *
 * <p>What a crash gives:
 *
 * <ul>
 *   <li>before the handler has done anything: the lease runs out and the record is handled, once.
 *   <li>between what it did and the mark: the lease runs out and the record is <b>handled again</b>. A handler that cannot
 *       bear that must recognise what it did itself.
 *   <li>after the mark, before Kafka's commit: the record is delivered again and the handler is not called.
 *   <li>Redis itself loses what its persistence and replication lose; the ids it forgets are handled again when they come.
 * </ul>
 *
 * <p>While somebody else holds the lease, {@link #once} throws a {@link HeldElsewhereException}. While Redis cannot be
 * asked it throws what Jedis throws and nothing is handled. If Redis fails after the handler is done, the record
 * counts as handled, and the mark is tried again in the background until Redis takes it; a warning is logged. A duplicate
 * that comes in between may be handled again.
 *
 * <p>An owner that stands still for longer than its lease (a suspended machine, a network cut off) is taken for dead:
 * another member may be at work on the same id at once with it. The lease cannot stop the first one, nor can any: what it
 * writes elsewhere would have to be fenced there.
 *
 * <p>Thread-safe. Does not close the client. Its one thread is a daemon that ends when there is nothing to renew;
 * there is nothing to close.
 */
public final class RedisLease implements Deduplication {
    /** 30 seconds. */
    public static final Duration STANDARD_LEASE = Duration.ofSeconds(30);

    /** 7 days, as long as Kafka's topics keep records unless told otherwise. */
    public static final Duration STANDARD_MEMORY = Duration.ofDays(7);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

    private final LeaseScripts scripts;
    private final Duration lease;
    private final Duration memory;
    private final ScheduledThreadPoolExecutor renewals;

    private RedisLease(LeaseScripts scripts, Duration lease, Duration memory, ScheduledThreadPoolExecutor renewals) {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("lease is " + lease + "; it must be at least " + SHORTEST_LEASE);
        }
        if (memory.compareTo(lease) < 0) {
            throw new IllegalArgumentException(
                    "ids are remembered for " + memory + "; it must be at least the lease, " + lease);
        }
        this.scripts = scripts;
        this.lease = lease;
        this.memory = memory;
        this.renewals = renewals;
    }

    /**
     * With leases of 30 seconds and ids remembered for 7 days.
     *
     * @param redis a pooled client with a connection for each record handled at once, and one more; single server, sentinels
     *     or cluster
     */
    public static RedisLease on(UnifiedJedis redis) {
        return new RedisLease(new LeaseScripts(redis), STANDARD_LEASE, STANDARD_MEMORY, renewals());
    }

    /**
     * The same with leases of this length: how long an id waits after its owner died. Renewed at each third of it.
     *
     * @param lease at least 100 ms
     */
    public RedisLease lease(Duration lease) {
        return new RedisLease(scripts, lease, memory, renewals);
    }

    /** The same, remembering ids that are done for this long; a duplicate that comes later is handled again. */
    public RedisLease remembering(Duration memory) {
        return new RedisLease(scripts, lease, memory, renewals);
    }

    private static ScheduledThreadPoolExecutor renewals() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "kafka-lab-lease-renewal");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(10, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    @Override
    public boolean once(DeliveryId id, Delivery<?> delivery, Work work) throws Exception {
        String key = LeaseScripts.key(id);
        String token = UUID.randomUUID().toString();
        long answer = scripts.claim(key, token, lease);
        if (answer == LeaseScripts.DONE) {
            return false;
        }
        if (answer != LeaseScripts.CLAIMED) {
            throw new HeldElsewhereException(delivery.origin(), shorter(Duration.ofMillis(answer), LONGEST_PAUSE));
        }
        HeldLease held = new HeldLease(scripts, key, token, delivery.origin(), lease, memory);
        long third = lease.toMillis() / 3;
        held.renewedBy(renewals.scheduleAtFixedRate(held, third, third, TimeUnit.MILLISECONDS));
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            if (done) {
                held.done();
            } else {
                held.failed();
            }
        }
        return true;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
