package dev.kafkalab.dedup;

import dev.kafkalab.dedup.jdbc.JdbcShop;
import dev.kafkalab.dedup.redis.RedisShop;
import java.io.IOException;

/** A member of a group in a JVM of its own, which a test kills. */
public final class Member {
    /** Says on standard output that it stands still. */
    static final String REACHED = "reached";

    private Member() {}

    /** @param args which shop, group, crash point, number of ids from 0 */
    public static void main(String[] args) throws Exception {
        CrashPoint point = CrashPoint.valueOf(args[2]);
        try (Shop shop = args[0].equals("jdbc") ? JdbcShop.of(System.getenv()) : RedisShop.of(System.getenv())) {
            for (int number = 0; number < Integer.parseInt(args[3]); number++) {
                String id = "id-" + number;
                TestDelivery delivery = TestDelivery.any();
                untilDone(shop, new DeliveryId(args[1], id), delivery, () -> {
                    standStill(point, CrashPoint.BEFORE_EFFECT);
                    shop.effect(args[1] + id, delivery);
                    standStill(point, CrashPoint.AFTER_EFFECT);
                });
                standStill(point, CrashPoint.AFTER_MARK);
            }
        }
    }

    /** As the engine does with what is held elsewhere. */
    static void untilDone(Shop shop, DeliveryId id, TestDelivery delivery, Deduplication.Work work) throws Exception {
        while (true) {
            try {
                shop.store().once(id, delivery, work);
                return;
            } catch (HeldElsewhereException e) {
                Thread.sleep(e.delay().toMillis());
            }
        }
    }

    /** Until a line comes in. */
    private static void standStill(CrashPoint point, CrashPoint here) throws IOException {
        if (point == here) {
            System.out.println(REACHED);
            System.in.read();
        }
    }
}
