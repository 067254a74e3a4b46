package dev.kafkalab.retry;

import java.util.ArrayList;
import java.util.List;

/** A failure and what caused it. */
final class Causes {
    /** A chain longer than this is a circle, or nobody reads it. */
    private static final int DEPTH = 50;

    private Causes() {}

    /** The failure first, its root cause last; each once. */
    static List<Throwable> of(Throwable failure) {
        List<Throwable> chain = new ArrayList<>(4);
        for (Throwable next = failure; next != null && chain.size() < DEPTH; next = next.getCause()) {
            Throwable candidate = next;
            if (chain.stream().anyMatch(seen -> seen == candidate)) {
                break;
            }
            chain.add(next);
        }
        return chain;
    }

    static Throwable root(Throwable failure) {
        List<Throwable> chain = of(failure);
        return chain.get(chain.size() - 1);
    }
}
