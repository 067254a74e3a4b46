package dev.kafkalab.labs.coupon.http;

import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.Coupon;
import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.desk.Requests;
import dev.kafkalab.labs.http.HttpApi;
import dev.kafkalab.labs.http.Problem;
import dev.kafkalab.labs.http.Request;
import dev.kafkalab.labs.http.Response;
import dev.kafkalab.labs.http.Routes;
import dev.kafkalab.labs.http.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /coupons} and {@code GET /coupons?userId=}. A request for a coupon holds no thread while it waits for Redis and
 * Kafka. Thread-safe. Closes nothing: desk and stores are closed by whoever opened them.
 */
public final class CouponApi implements HttpApi {
    /** In an answer 409, the number of the coupon that the user holds. */
    public static final String NUMBER = "Coupon-Number";

    private static final Response SOLD_OUT = Response.problem(Problem.of(403, "no coupon is left"));
    private static final Response ASKED_BEFORE = Response.problem(Problem.of(409, "the user has asked before"));

    private final Requests requests;
    private final CouponOffice office;
    private final Clock clock;

    public CouponApi(Requests requests, CouponOffice office, Clock clock) {
        this.requests = requests;
        this.office = office;
        this.clock = clock;
    }

    /** The body of a request. */
    record Wanted(@Nullable Long eventId, @Nullable Long userId) {}

    @Override
    public String openApi() {
        try (InputStream document = CouponApi.class.getResourceAsStream("openapi.yaml")) {
            if (document == null) {
                throw new IllegalStateException("no openapi.yaml beside " + CouponApi.class.getName());
            }
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void routes(Routes routes) {
        routes.async("POST", "/coupons", this::issue).get("/coupons", this::list);
    }

    private CompletionStage<Response> issue(Request request) {
        Wanted wanted = request.body(Wanted.class);
        long event = wanted.eventId() == null ? 0 : wanted.eventId();
        long user = wanted.userId() == null ? 0 : wanted.userId();
        if (event < 1 || user < 1) {
            new Validation()
                    .that(event >= 1, "eventId", "must be a whole number of at least 1")
                    .that(user >= 1, "userId", "must be a whole number of at least 1")
                    .end();
        }
        CompletableFuture<Response> response = new CompletableFuture<>();
        requests.ask(event, user, answer -> response.complete(response(event, user, answer)));
        return response;
    }

    private static Response response(long event, long user, Answer answer) {
        if (answer instanceof Answer.Issued issued) {
            return Response.writtenJson(
                    ("{\"eventId\":" + event + ",\"userId\":" + user + ",\"number\":" + issued.number() + "}")
                            .getBytes(StandardCharsets.ISO_8859_1));
        }
        if (answer instanceof Answer.SoldOut) {
            return SOLD_OUT;
        }
        if (answer instanceof Answer.AlreadyTried tried) {
            return tried.number().isEmpty()
                    ? ASKED_BEFORE
                    : ASKED_BEFORE.header(NUMBER, String.valueOf(tried.number().getAsInt()));
        }
        if (answer instanceof Answer.Unavailable trouble) {
            return Response.problem(Problem.of(
                            503, "it is not known whether the user gets a coupon; ask again: " + trouble.reason()))
                    .header("Retry-After", "1");
        }
        String detail = answer instanceof Answer.NoSuchEvent
                ? "there is no event " + event
                : answer instanceof Answer.NotOpenYet
                        ? "event " + event + " has not opened yet"
                        : "event " + event + " is over";
        return Response.problem(Problem.of(answer.status(), detail));
    }

    private Response list(Request request) throws SQLException {
        long user = request.query("userId").id();
        List<Coupon> coupons = office.usable(user, clock.instant());
        return Response.json(coupons);
    }

    @Override
    public Optional<Problem> problem(Throwable failure) {
        return failure instanceof SQLTransientException || failure instanceof SQLNonTransientConnectionException
                ? Optional.of(Problem.unavailable("MySQL"))
                : Optional.empty();
    }
}
