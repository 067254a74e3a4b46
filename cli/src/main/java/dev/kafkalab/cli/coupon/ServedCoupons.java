package dev.kafkalab.cli.coupon;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.connection.Database;
import dev.kafkalab.health.Health;
import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.desk.LateDesk;
import dev.kafkalab.labs.coupon.http.CouponApi;
import dev.kafkalab.labs.coupon.worker.CouponWorker;
import dev.kafkalab.labs.http.HttpApi;
import dev.kafkalab.labs.http.Problem;
import dev.kafkalab.labs.http.Routes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The coupon event as {@code serve} has it: finds its stores, which need not be up yet, and closes what it opened. */
public final class ServedCoupons implements HttpApi {
    private final OpenStores stores;
    private final LateDesk desk;
    private final Optional<CouponWorker> worker;
    private final CouponApi api;

    private ServedCoupons(OpenStores stores, Optional<CouponWorker> worker, CommandContext context) {
        this.stores = stores;
        this.worker = worker;
        this.desk = LateDesk.open(stores.stores());
        this.api = new CouponApi(desk, new CouponOffice(stores.stores()), context.clock());
    }

    /**
     * With the stores that environment, profile or sandbox name.
     *
     * @param works whether to run a worker too; then brokers and MySQL must be up
     */
    public static HttpApi open(CommandContext context, boolean works) {
        OpenStores.Request request =
                new OpenStores.Request(new Database.Request(null, null, null), null, Optional.empty());
        OpenStores stores = OpenStores.patient(context, request);
        try {
            Optional<CouponWorker> worker = works ? Optional.of(work(stores.stores())) : Optional.empty();
            return new ServedCoupons(stores, worker, context);
        } catch (RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    private static CouponWorker work(CouponStores stores) {
        try {
            new CouponOffice(stores).prepare();
        } catch (SQLException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.UNREACHABLE,
                    "no worker for coupons without MySQL: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        return CouponWorker.start(stores, CouponWorker.STANDARD_BATCH);
    }

    @Override
    public String openApi() {
        return api.openApi();
    }

    @Override
    public void routes(Routes routes) {
        api.routes(routes);
    }

    @Override
    public Map<String, Supplier<Health>> checks() {
        Map<String, Supplier<Health>> checks = new HashMap<>();
        checks.put("coupon desk", desk::health);
        worker.ifPresent(running -> checks.put("coupon worker", running::health));
        return checks;
    }

    @Override
    public Optional<Problem> problem(Throwable failure) {
        return api.problem(failure);
    }

    @Override
    public void close() {
        desk.close();
        worker.ifPresent(CouponWorker::close);
        stores.close();
    }
}
