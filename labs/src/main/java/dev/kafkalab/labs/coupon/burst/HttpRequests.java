package dev.kafkalab.labs.coupon.burst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.desk.Requests;
import dev.kafkalab.labs.coupon.http.CouponApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Asks over HTTP, {@code POST /coupons}. Thread-safe. Connections are kept open. */
public final class HttpRequests implements Requests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI coupons;
    private final Duration patience;

    /**
     * @param server such as {@code http://localhost:8080}
     * @param patience for one answer
     */
    public HttpRequests(URI server, Duration patience) {
        String text = server.toString();
        this.coupons = URI.create((text.endsWith("/") ? text : text + "/") + "coupons");
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public void ask(long event, long user, Consumer<Answer> listener) {
        HttpRequest request = HttpRequest.newBuilder(coupons)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"eventId\":" + event + ",\"userId\":" + user + "}"))
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((response, failure) -> {
            if (response == null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                listener.accept(new Answer.Unavailable(coupons.getAuthority() + " does not answer: "
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())));
            } else {
                listener.accept(answer(response));
            }
        });
    }

    private static Answer answer(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200 -> new Answer.Issued(number(response.body()));
            case 403 -> new Answer.SoldOut();
            case 404 -> new Answer.NoSuchEvent();
            case 409 ->
                new Answer.AlreadyTried(response.headers()
                        .firstValue(CouponApi.NUMBER)
                        .map(number -> OptionalInt.of(Integer.parseInt(number)))
                        .orElse(OptionalInt.empty()));
            case 410 -> new Answer.Over();
            case 425 -> new Answer.NotOpenYet();
            default -> new Answer.Unavailable("HTTP status " + response.statusCode());
        };
    }

    private static int number(String body) {
        try {
            JsonNode number = JSON.readTree(body).path("number");
            return number.asInt(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
