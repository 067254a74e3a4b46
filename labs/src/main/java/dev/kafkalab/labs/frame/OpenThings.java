package dev.kafkalab.labs.frame;

import dev.kafkalab.cluster.Cluster;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a lab keeps open while it is at work: one connection for all its small questions, since a connection costs more
 * than a question, and the processes it started, which must not outlive it. Thread-safe.
 */
public final class OpenThings implements AutoCloseable {
    private final Map<String, Object> clientProperties;
    private final Set<ChildJvm> children = ConcurrentHashMap.newKeySet();
    private @Nullable Cluster cluster;

    OpenThings(Map<String, Object> clientProperties) {
        this.clientProperties = clientProperties;
    }

    synchronized Cluster cluster() {
        if (cluster == null) {
            cluster = Cluster.connect(clientProperties);
        }
        return cluster;
    }

    void add(ChildJvm child) {
        children.add(child);
    }

    /** Kills processes that still run; the connection is made anew if it is asked for again. */
    @Override
    public synchronized void close() {
        children.forEach(ChildJvm::close);
        children.clear();
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }
}
