package dev.kafkalab.dedup.redis;

import dev.kafkalab.consumer.Origin;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One lease from claim to end. Thread-safe: the renewing thread {@link #run runs} it, the one that works ends it; a renewal
 * never comes after the end, where it would claim anew.
 */
final class HeldLease implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLease.class);

    private enum Stage {
        WORKING,
        /** Another has the lease, or has done the work. */
        OVERTAKEN,
        /** Worked, but Redis did not take the mark. */
        UNMARKED,
        ENDED
    }

    private final LeaseScripts scripts;
    private final String key;
    private final String token;
    private final Origin origin;
    private final Duration lease;
    private final Duration memory;
    private Stage stage = Stage.WORKING;
    private @Nullable Future<?> renewal;

    HeldLease(LeaseScripts scripts, String key, String token, Origin origin, Duration lease, Duration memory) {
        this.scripts = scripts;
        this.key = key;
        this.token = token;
        this.origin = origin;
        this.lease = lease;
        this.memory = memory;
    }

    synchronized void renewedBy(Future<?> renewal) {
        this.renewal = renewal;
    }

    /** Renews the lease, or makes up for a mark. */
    @Override
    public synchronized void run() {
        try {
            if (stage == Stage.UNMARKED) {
                mark();
            } else if (stage == Stage.WORKING && scripts.claim(key, token, lease) != LeaseScripts.CLAIMED) {
                stage = Stage.OVERTAKEN;
                LOG.warn("{}: the lease ran out while its handler runs; another handles it as well", origin);
            }
        } catch (JedisException e) {
            LOG.debug("{}: Redis cannot be asked; trying again", origin, e);
        }
    }

    /** The work is done; fails never. */
    synchronized void done() {
        try {
            mark();
        } catch (JedisException e) {
            stage = Stage.UNMARKED;
            LOG.warn(
                    "{} is handled, but Redis does not take the mark; trying again until it does: {}",
                    origin,
                    e.toString());
        }
    }

    private void mark() {
        if (!scripts.finish(key, token, memory) && stage != Stage.OVERTAKEN) {
            LOG.warn("{}: the lease ran out before its handler was done; another handles it as well", origin);
        }
        end();
    }

    /** The work failed; fails never: a lease that cannot be given back runs out. */
    synchronized void failed() {
        end();
        try {
            scripts.release(key, token);
        } catch (JedisException e) {
            LOG.debug("{}: the lease is not given back, it runs out", origin, e);
        }
    }

    private void end() {
        stage = Stage.ENDED;
        if (renewal != null) {
            renewal.cancel(false);
        }
    }
}
