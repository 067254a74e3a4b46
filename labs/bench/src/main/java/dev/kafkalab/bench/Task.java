package dev.kafkalab.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** What every contestant calls for each record. Thread-safe. */
public final class Task {
    private final Runnable work;
    private final Witness witness;
    private final boolean stuck;
    private final LongAdder done = new LongAdder();
    private final LongAdder doneOfKey0 = new LongAdder();
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
        perform(place.key());
        witness.end(place);
    }

    /** The work alone, for those who have no records. */
    public void handle(int key) {
        if (frozen) {
            awaitThaw();
        }
        perform(key);
    }

    private void perform(int key) {
        work.run();
        done.increment();
        if (key == 0) {
            doneOfKey0.increment();
        }
    }

    long done() {
        return done.sum();
    }

    long doneOfKey0() {
        return doneOfKey0.sum();
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
