package dev.kafkalab.labs.coupon.desk;

import dev.kafkalab.health.Health;
import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.CouponStores;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A desk for a server that starts before its stores: it opens when brokers and MySQL answer, and until then every request is
 * answered that they do not. Thread-safe. Whoever opens it closes it.
 */
public final class LateDesk implements Requests, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateDesk.class);
    private static final long PAUSE_MILLIS = 500;

    private final CouponStores stores;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread opening = new Thread(this::open, "coupon-desk-opening");
    private volatile @Nullable CouponDesk desk;
    private volatile Answer shut = new Answer.Unavailable("the desk is being opened");

    private LateDesk(CouponStores stores) {
        this.stores = stores;
        opening.setDaemon(true);
    }

    /** Returns at once. Tables and topic are made when the servers answer. */
    public static LateDesk open(CouponStores stores) {
        LateDesk late = new LateDesk(stores);
        late.opening.start();
        return late;
    }

    private void open() {
        String lastTrouble = "";
        try {
            do {
                try {
                    new CouponOffice(stores).prepare();
                    desk = CouponDesk.open(stores, CouponDesk.STANDARD_PATIENCE);
                    return;
                } catch (SQLException | RuntimeException e) {
                    if (closing.getCount() == 0) {
                        return; // it was interrupted
                    }
                    String trouble = Openings.firstLine(e);
                    if (!trouble.equals(lastTrouble)) {
                        LOG.warn("the desk for coupons cannot be opened yet: {}", trouble);
                    }
                    lastTrouble = trouble;
                    shut = new Answer.Unavailable("the desk cannot be opened yet: a store does not answer");
                }
            } while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it takes requests; asks no server. */
    public Health health() {
        return desk != null
                ? new Health(Health.Status.UP, List.of())
                : new Health(Health.Status.DOWN, List.of("not open yet: brokers or MySQL do not answer"));
    }

    @Override
    public void ask(long event, long user, Consumer<Answer> listener) {
        CouponDesk open = desk;
        if (open == null) {
            listener.accept(shut);
        } else {
            open.ask(event, user, listener);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        opening.interrupt();
        try {
            opening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        CouponDesk open = desk;
        if (open != null) {
            open.close();
        }
    }
}
