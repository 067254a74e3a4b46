package dev.kafkalab.cli.coupon;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.burst.Burst;
import dev.kafkalab.labs.coupon.burst.HttpRequests;
import dev.kafkalab.labs.coupon.burst.Tally;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.desk.Requests;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks for coupons, in this process or of a server. */
public final class IssueRun {
    private final CommandContext context;
    private final OpenStores.Request request;
    private final Optional<URI> server;

    /** @param server such as {@code http://localhost:8080}; empty: decide here */
    public IssueRun(CommandContext context, OpenStores.Request request, Optional<URI> server) {
        this.context = context;
        this.request = request;
        this.server = server;
        server.ifPresent(IssueRun::requireHttp);
    }

    private static void requireHttp(URI server) {
        if (server.getHost() == null || !"http".equals(server.getScheme()) && !"https".equals(server.getScheme())) {
            throw CommandException.usage("--http is http://HOST:PORT; got '" + server + "'");
        }
    }

    /** Something done with a place to ask. */
    @FunctionalInterface
    private interface Asking<T> {
        T with(Requests requests) throws SQLException, InterruptedException, ExecutionException;
    }

    private <T> T ask(Asking<T> asking) throws SQLException, InterruptedException, ExecutionException {
        Duration patience = context.timeout(CouponDesk.STANDARD_PATIENCE);
        if (server.isPresent()) {
            return asking.with(new HttpRequests(server.get(), patience));
        }
        try (OpenStores stores = OpenStores.pooled(context, request);
                CouponDesk desk = CouponDesk.open(stores.stores(), patience)) {
            return asking.with(desk);
        }
    }

    /** @return one of {@link ExitCode} */
    public int one(long event, long user) throws SQLException, InterruptedException, ExecutionException {
        if (event < 1 || user < 1) {
            throw CommandException.usage("event and user are 1 or more; got %d and %d".formatted(event, user));
        }
        Answer answer = ask(requests -> {
            CompletableFuture<Answer> answered = new CompletableFuture<>();
            requests.ask(event, user, answered::complete);
            return answered.get();
        });
        Integer number = null;
        if (answer instanceof Answer.Issued issued) {
            number = issued.number();
        } else if (answer instanceof Answer.AlreadyTried again && again.number().isPresent()) {
            number = again.number().getAsInt();
        }
        context.print(Rows.of("event", "user", "status", "outcome", "number")
                .add(event, user, answer.status(), answer.word(), number));
        if (answer instanceof Answer.Unavailable trouble) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "it is not known whether user " + user + " gets a coupon: " + trouble.reason());
        }
        return switch (answer.status()) {
            case 200 -> ExitCode.OK;
            case 404 -> ExitCode.NOT_FOUND;
            default -> ExitCode.PRECONDITION;
        };
    }

    /** @return one of {@link ExitCode} */
    public int burst(long event, UserRange users, int repeat, int concurrency, Duration retryFor)
            throws SQLException, InterruptedException, ExecutionException {
        Burst burst = new Burst(event, users.first(), users.last(), repeat, concurrency, retryFor);
        Tally tally = new Tally();
        BurstReport report = new BurstReport(context, burst, tally);
        boolean interrupted;
        try (Interruption interruption = new Interruption(tally::stop)) {
            try {
                ask(requests -> {
                    report.begin();
                    burst.run(requests, tally);
                    return tally;
                });
            } finally {
                report.end();
            }
            interrupted = interruption.happened();
        }
        report.summary();
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        if (tally.count(503) > 0) {
            throw new CommandException(
                    ExitCode.PARTLY_FAILED,
                    "%,d of %,d requests got no answer, at last because: %s; ask again, or with --retry-for 30s"
                            .formatted(tally.count(503), burst.requests(), tally.lastTrouble()));
        }
        if (tally.count(404) == burst.requests()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "no event " + event + "; make it: coupon create --event " + event + " --limit N");
        }
        return ExitCode.OK;
    }
}
