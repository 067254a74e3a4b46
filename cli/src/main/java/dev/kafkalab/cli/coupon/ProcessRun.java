package dev.kafkalab.cli.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.worker.CouponWorker;
import java.sql.SQLException;
import java.time.Duration;

/** Runs a worker until somebody interrupts, or all is done. */
public final class ProcessRun {
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final String ERASE_LINE = "\r\u001B[K";

    private final CommandContext context;
    private final OpenStores.Request request;

    public ProcessRun(CommandContext context, OpenStores.Request request) {
        this.context = context;
        this.request = request;
    }

    /** @return one of {@link ExitCode} */
    public int run(int batch, boolean once) throws SQLException, InterruptedException {
        try (OpenStores stores = OpenStores.pooled(context, request)) {
            new CouponOffice(stores.stores()).prepare();
            try (CouponWorker worker = CouponWorker.start(stores.stores(), batch);
                    Interruption interruption = new Interruption(worker::close)) {
                while (!worker.awaitStopped(GLANCE) && !(once && worker.isDone())) {
                    draw(worker);
                }
                erase();
                worker.close();
                context.say("%,d rows".formatted(worker.written()));
                return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
            }
        }
    }

    private void draw(CouponWorker worker) {
        if (context.showsProgress()) {
            context.err().print(ERASE_LINE + "%,d rows".formatted(worker.written()));
            context.err().flush();
        }
    }

    private void erase() {
        if (context.showsProgress()) {
            context.err().print(ERASE_LINE);
            context.err().flush();
        }
    }
}
