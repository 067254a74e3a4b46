package dev.kafkalab.labs.coupon.torture;

import dev.kafkalab.labs.coupon.Ground;
import dev.kafkalab.labs.coupon.worker.CouponWorker;
import java.io.IOException;
import java.time.Duration;

/** A worker in a JVM of its own, to be killed; ends when its standard input does. */
public final class WorkerMain {
    private WorkerMain() {}

    /** Argument: what names begin with. */
    public static void main(String[] arguments) throws Exception {
        endWithParent();
        try (Ground ground = new Ground(System.getenv(), arguments[0]);
                CouponWorker worker = CouponWorker.start(ground.stores(), 50)) {
            System.out.println("ready");
            while (!worker.awaitStopped(Duration.ofSeconds(1))) {
                // it goes on
            }
        }
    }

    static void endWithParent() {
        Thread parent = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // nothing is said
                        }
                    } catch (IOException e) {
                        // it has ended
                    }
                    Runtime.getRuntime().halt(3);
                },
                "parent");
        parent.setDaemon(true);
        parent.start();
    }
}
