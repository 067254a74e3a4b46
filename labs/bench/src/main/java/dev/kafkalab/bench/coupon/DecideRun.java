package dev.kafkalab.bench.coupon;

import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Requests of new users, half of them for an event that admits all, half for one that is sold out. */
record DecideRun(Ground ground, int requests) {
    private static final int DEPTH = 100;
    private static final int AT_ONCE = 1_000;

    Run run(String contestant, int round) throws Exception {
        long admitting = ground.event(requests);
        long soldOut = ground.event(0);
        try {
            if (contestant.equals(Part.DECIDE.ours())) {
                return desk(round, admitting, soldOut);
            }
            BareScript bare =
                    new BareScript(ground.stores().redis(), ground.stores().names(), admitting, soldOut);
            double rate = contestant.equals(Part.DECIDE.bare())
                    ? bare.inPipelines(requests, DEPTH)
                    : bare.forManyAtOnce(requests, DEPTH);
            return new Run(Part.DECIDE.id(), contestant, round, rate, 0, List.of());
        } finally {
            ground.forget(admitting);
            ground.forget(soldOut);
        }
    }

    private Run desk(int round, long admitting, long soldOut) throws Exception {
        LongAdder issued = new LongAdder();
        LongAdder refused = new LongAdder();
        ConcurrentHistogram micros = new ConcurrentHistogram(60_000_000L, 3);
        Semaphore free = new Semaphore(AT_ONCE);
        long recordsBefore = ground.records();
        double rate;
        try (CouponDesk desk = CouponDesk.open(ground.stores(), CouponDesk.STANDARD_PATIENCE)) {
            long begun = System.nanoTime();
            for (int user = 1; user <= requests; user++) {
                free.acquire();
                long asked = System.nanoTime();
                desk.ask(user % 2 == 0 ? admitting : soldOut, user, answer -> {
                    if (answer instanceof Answer.Issued) {
                        issued.increment();
                    } else if (answer instanceof Answer.SoldOut) {
                        refused.increment();
                    }
                    micros.recordValue((System.nanoTime() - asked) / 1_000);
                    free.release();
                });
            }
            free.acquire(AT_ONCE);
            rate = requests * 1e9 / (System.nanoTime() - begun);
        }
        List<String> complaints = new ArrayList<>();
        if (issued.sum() != requests / 2 || refused.sum() != requests - requests / 2) {
            complaints.add("%d issued and %d refused of %d".formatted(issued.sum(), refused.sum(), requests));
        }
        if (ground.records() - recordsBefore < issued.sum()) {
            complaints.add("the topic has %d records more".formatted(ground.records() - recordsBefore));
        }
        return new Run(
                Part.DECIDE.id(), Part.DECIDE.ours(), round, rate, micros.getValueAtPercentile(99) / 1e3, complaints);
    }
}
