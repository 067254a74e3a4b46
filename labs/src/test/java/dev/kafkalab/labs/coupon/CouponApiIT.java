package dev.kafkalab.labs.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.labs.coupon.burst.Burst;
import dev.kafkalab.labs.coupon.burst.HttpRequests;
import dev.kafkalab.labs.coupon.burst.Tally;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.http.CouponApi;
import dev.kafkalab.labs.http.HttpServer;
import dev.kafkalab.labs.http.HttpSettings;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The coupon event over HTTP. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS})
class CouponApiIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private Ground ground;
    private CouponDesk desk;
    private HttpServer server;

    @BeforeEach
    void serve(Sandbox sandbox) throws Exception {
        ground = new Ground(sandbox);
        ground.event(1, 2);
        desk = ground.desk();
        server = HttpServer.start(
                HttpSettings.loopback(0),
                List.of(new CouponApi(desk, ground.office(), Clock.systemUTC())),
                Optional.empty());
    }

    @AfterEach
    void end() {
        server.close();
        desk.close();
        ground.close();
    }

    private URI address() {
        return server.uri();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address().resolve("/coupons"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(long event, long user) throws Exception {
        return post("{\"eventId\":" + event + ",\"userId\":" + user + "}");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersAreThoseOfTheCourse() throws Exception {
        ground.event(2, 5, Duration.ofHours(1), Duration.ofHours(1));
        ground.event(3, 5, Duration.ofHours(-2), Duration.ofHours(1));

        HttpResponse<String> first = ask(1, 7);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"eventId\":1,\"userId\":7,\"number\":1}");
        HttpResponse<String> again = ask(1, 7);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.headers().firstValue(CouponApi.NUMBER)).hasValue("1");
        assertThat(ask(1, 8).statusCode()).isEqualTo(200);
        assertProblem(ask(1, 9), 403, "no coupon is left");
        assertProblem(ask(1, 9), 409, "the user has asked before");
        assertProblem(ask(9, 7), 404, "there is no event 9");
        assertProblem(ask(2, 7), 425, "event 2 has not opened yet");
        assertProblem(ask(3, 7), 410, "event 3 is over");
    }

    @Test
    void aWrongRequestIsToldFieldByField() throws Exception {
        JsonNode problem = assertProblem(post("{\"eventId\":0}"), 400, "2 fields are not valid");
        assertThat(problem.path("errors").findValuesAsText("field")).containsExactly("eventId", "userId");
        assertThat(post("{").statusCode()).isEqualTo(400);
        assertThat(post("{\"eventId\":1,\"userId\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(get("/coupons").statusCode()).isEqualTo(400);
        assertThat(get("/coupons?userId=none").statusCode()).isEqualTo(400);
    }

    private static JsonNode assertProblem(HttpResponse<String> response, int status, String detail) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isEqualTo(detail);
        return problem;
    }

    @Test
    void usableCouponsAreListed() throws Exception {
        ask(1, 7);
        assertThat(get("/coupons?userId=7").body()).isEqualTo("[]");
        ground.process();

        JsonNode coupons = JSON.readTree(get("/coupons?userId=7").body());
        assertThat(coupons).hasSize(1);
        assertThat(coupons.get(0).path("eventId").asLong()).isEqualTo(1);
        assertThat(coupons.get(0).path("number").asInt()).isEqualTo(1);
        assertThat(coupons.get(0).path("usableUntil").asText()).matches("\\d{4}-.*Z");
    }

    @Test
    void aBurstIsAnsweredAsInOneProcess() throws Exception {
        ground.event(4, 10);
        Tally tally = new Tally();
        new Burst(4, 1, 200, 2, 64, Duration.ZERO).run(new HttpRequests(address(), Duration.ofSeconds(20)), tally);
        ground.process();

        assertThat(tally.count(200)).isEqualTo(10);
        assertThat(tally.count(403)).isEqualTo(190);
        assertThat(tally.count(409)).isEqualTo(200);
        assertThat(ground.disagreements(4)).isEmpty();
    }
}
