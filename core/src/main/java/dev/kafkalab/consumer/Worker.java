package dev.kafkalab.consumer;

import org.jspecify.annotations.Nullable;

/** Runs lanes that are ready until none is. At most one thread runs a worker at a time. */
final class Worker<K> implements Runnable {
    /** So many records of a lane in a row; then others get their turn, unless there are workers enough for them. */
    private static final int TURN = 64;

    private final Workers<K> workers;
    /**
     * The partition whose handler may run. Written before the partition's state is read, and read by the poll thread after
     * it wrote that state: so either the worker sees that the partition is closed, or the poll thread sees the worker.
     */
    private volatile @Nullable OwnedPartition<K> current;

    Worker(Workers<K> workers) {
        this.workers = workers;
    }

    @Nullable
    OwnedPartition<K> current() {
        return current;
    }

    @Override
    public void run() {
        workers.wake();
        try {
            while (!workers.isHalted()) {
                Lane<K> lane = workers.poll();
                if (lane == null) {
                    break;
                }
                run(lane);
            }
        } finally {
            current = null;
            workers.idle(this);
        }
    }

    private void run(Lane<K> lane) {
        current = lane.partition;
        boolean stays = false;
        try {
            for (int turn = 0; !workers.isHalted(); turn++) {
                if (lane.partition.isClosed()) {
                    return;
                }
                if (turn >= TURN && !stays) {
                    stays = workers.mayStay();
                    if (!stays) {
                        break;
                    }
                }
                if (!workers.runOnce(lane)) {
                    return;
                }
            }
            workers.ready(lane);
        } finally {
            current = null;
            if (stays) {
                workers.leave();
            }
        }
    }
}
