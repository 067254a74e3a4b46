package dev.kafkalab.bench.coupon;

import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.http.CouponApi;
import dev.kafkalab.labs.http.HttpServer;
import dev.kafkalab.labs.http.HttpSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The server in a process of its own. Says where it listens; ends when its standard input does. */
public final class ServerMain {
    private ServerMain() {}

    /** Argument: the broker; stores come by the environment. */
    public static void main(String[] arguments) throws IOException {
        try (Ground ground = new Ground(arguments[0], System.getenv(), CouponBench.REQUESTS_PREFIX);
                CouponDesk desk = CouponDesk.open(ground.stores(), CouponDesk.STANDARD_PATIENCE);
                HttpServer server = HttpServer.start(
                        HttpSettings.loopback(0),
                        List.of(new CouponApi(desk, new CouponOffice(ground.stores()), Clock.systemUTC())),
                        Optional.empty())) {
            System.out.println(server.uri());
            while (System.in.read() >= 0) {
                // nothing is said
            }
        }
    }
}
