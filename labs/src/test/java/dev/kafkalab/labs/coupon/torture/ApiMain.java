package dev.kafkalab.labs.coupon.torture;

import dev.kafkalab.labs.coupon.Ground;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.desk.Requests;
import dev.kafkalab.labs.coupon.http.CouponApi;
import dev.kafkalab.labs.http.HttpServer;
import dev.kafkalab.labs.http.HttpSettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A process that takes requests over HTTP, to be killed. Says where it listens; ends when its standard input does. */
public final class ApiMain {
    private ApiMain() {}

    /** Arguments: what names begin with, whether it is the forgetful desk, the limit of the event. */
    public static void main(String[] arguments) throws Exception {
        WorkerMain.endWithParent();
        Ground ground = new Ground(System.getenv(), arguments[0]);
        Requests requests = Boolean.parseBoolean(arguments[1])
                ? new ForgetfulDesk(ground.stores(), Integer.parseInt(arguments[2]))
                : CouponDesk.open(ground.stores(), CouponDesk.STANDARD_PATIENCE);
        HttpServer server = HttpServer.start(
                HttpSettings.loopback(0),
                List.of(new CouponApi(requests, ground.office(), Clock.systemUTC())),
                Optional.empty());
        System.out.println(server.uri());
        new CountDownLatch(1).await();
    }
}
