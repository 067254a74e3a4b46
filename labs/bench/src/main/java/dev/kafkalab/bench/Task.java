package dev.kafkalab.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** What every contestant calls for each record. Thread-safe. */
public final class Task {
    private final Runnable work;
    private final Witness witness;
    private final boolean stuck;
    private final LongAdder done = new LongAdder();
    private final CountDownLatch thawed = new CountDownLatch(1);
    private volatile boolean frozen;

    /** @param stuck whether records of key 0 do not return until {@link #thaw()} */
    Task(Runnable work, Witness witness, boolean stuck) {
        this.work = work;
        this.witness = witness;
        this.stuck = stuck;
    }

    /** Handles one record. */
    public void handle(byte[] value) {
        Place place = Place.in(value);
        witness.begin(place);
        if (frozen || (stuck && place.key() == 0)) {
            awaitThaw();
        }
        work.run();
        witness.end(place);
        done.increment();
    }

    /** The work alone, for those who have no records. */
    public void handle() {
        if (frozen) {
            awaitThaw();
        }
        work.run();
        done.increment();
    }

    long done() {
        return done.sum();
    }

    /** From now on handlers stand still, so that memory can be looked at with work in flight. */
    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
        thawed.countDown();
    }

    private void awaitThaw() {
        boolean interrupted = false;
        while (true) {
            try {
                thawed.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
