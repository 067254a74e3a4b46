package dev.kafkalab.labs.course.retry;

import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.LabSite;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What every handler of this lab does: it leaves a record of each attempt, and another of what it got done. Both name the
 * order as their key and the way as their value; when each was, their timestamps say. Thread-safe.
 */
final class Handling implements AutoCloseable {
    private final EffectTopic attempts;
    private final EffectTopic done;
    /** How often each way got something done, to know when to go on; what is shown comes from the topics. */
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    Handling(LabSite site, String exercise) {
        this(site.clientProperties(), attempts(site, exercise), done(site, exercise));
    }

    /** In a process without a site. */
    Handling(Map<String, Object> clientProperties, String attempts, String done) {
        this.attempts = new EffectTopic(clientProperties, attempts);
        this.done = new EffectTopic(clientProperties, done);
    }

    static String attempts(LabSite site, String exercise) {
        return site.name(exercise + "-attempts");
    }

    static String done(LabSite site, String exercise) {
        return site.name(exercise + "-done");
    }

    /** An order that no attempt will ever mend. */
    void handleOrRefuse(Object way, String order, boolean refuses) {
        attempt(way, order);
        if (refuses) {
            throw new IllegalArgumentException(order + " has no amount");
        }
        succeed(way, order);
    }

    /** A trouble that passes. */
    void handleUnlessDown(Object way, String order, boolean bankIsDown) {
        attempt(way, order);
        if (bankIsDown) {
            throw new IllegalStateException("the bank does not answer");
        }
        succeed(way, order);
    }

    private void attempt(Object way, String order) {
        attempts.add(order, way.toString());
    }

    private void succeed(Object way, String order) {
        done.add(order, way.toString());
        counts.computeIfAbsent(way.toString(), key -> new LongAdder()).increment();
    }

    long done(Object way) {
        LongAdder count = counts.get(way.toString());
        return count == null ? 0 : count.sum();
    }

    @Override
    public void close() {
        attempts.close();
        done.close();
    }
}
