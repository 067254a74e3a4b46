package dev.kafkalab.labs.http;

import dev.kafkalab.labs.http.Routes.Route;
import io.undertow.io.Receiver.RequestToLargeException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.PathTemplateMatcher;
import io.undertow.util.PathTemplateMatcher.PathMatchResult;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the route of a request, reads the body without holding a thread, calls the handler where it wants to be called, and
 * sends what it answers. Thread-safe: unchanged once made.
 */
final class Router implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final byte[] NO_BODY = {};

    private final PathTemplateMatcher<Map<HttpString, Route>> matcher = new PathTemplateMatcher<>();
    private final int bodyLimit;

    /** @throws IllegalArgumentException if an operation has two routes */
    Router(List<Route> routes, long bodyLimit) {
        this.bodyLimit = Math.toIntExact(bodyLimit);
        Map<String, Map<HttpString, Route>> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            Map<HttpString, Route> methods =
                    byPath.computeIfAbsent(route.operation().path(), path -> new LinkedHashMap<>());
            if (methods.put(new HttpString(route.operation().method()), route) != null) {
                throw new IllegalArgumentException(route.operation() + " has two routes");
            }
        }
        byPath.forEach(matcher::add);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        PathMatchResult<Map<HttpString, Route>> match = matcher.match(exchange.getRelativePath());
        if (match == null) {
            refuse(exchange, Problem.notFound("there is no " + exchange.getRelativePath() + "; / lists what there is"));
            return;
        }
        Map<HttpString, Route> methods = match.getValue();
        Route route = methods.get(exchange.getRequestMethod());
        if (route == null && exchange.getRequestMethod().equals(Methods.HEAD)) {
            route = methods.get(Methods.GET);
        }
        if (route == null) {
            refuseMethod(exchange, methods);
            return;
        }
        if (exchange.isRequestComplete()) {
            call(exchange, route, match.getParameters(), NO_BODY);
            return;
        }
        Route found = route;
        exchange.getRequestReceiver().setMaxBufferSize(bodyLimit);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, body) -> call(received, found, match.getParameters(), body), this::bodyFailed);
    }

    private static void refuseMethod(HttpServerExchange exchange, Map<HttpString, Route> methods) {
        String allowed = methods.keySet().stream().map(HttpString::toString).collect(Collectors.joining(", "));
        if (methods.containsKey(Methods.GET)) {
            allowed += ", HEAD";
        }
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed + ", OPTIONS");
        if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            send(exchange, Response.noContent());
        } else {
            refuse(
                    exchange,
                    Problem.of(405, exchange.getRequestMethod() + " is not among what is allowed here: " + allowed));
        }
    }

    private void bodyFailed(HttpServerExchange exchange, IOException failure) {
        if (failure instanceof RequestToLargeException || failure instanceof RequestTooBigException) {
            refuse(exchange, Problem.of(413, "a body may have up to " + bodyLimit + " bytes"));
        } else {
            exchange.endExchange(); // the client has gone
        }
    }

    private static void call(HttpServerExchange exchange, Route route, Map<String, String> parameters, byte[] body) {
        Request request = new Request(exchange, parameters, body);
        if (route.onWorker()) {
            exchange.dispatch(() -> answer(exchange, route, request));
        } else {
            // Dispatched so that the exchange does not end with this call; run by the same thread.
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> answer(exchange, route, request));
        }
    }

    private static void answer(HttpServerExchange exchange, Route route, Request request) {
        CompletionStage<Response> stage;
        try {
            stage = route.handler().handle(request);
        } catch (Exception | Error e) {
            finish(exchange, route, null, e);
            return;
        }
        stage.whenComplete((response, failure) -> finish(exchange, route, response, failure));
    }

    private static void finish(
            HttpServerExchange exchange, Route route, @Nullable Response response, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                refuse(exchange, Failures.problem(route, failure));
            } else if (response == null) {
                refuse(exchange, Failures.problem(route, new IllegalStateException("the handler answered null")));
            } else {
                send(exchange, response);
            }
        } catch (RuntimeException | Error e) {
            // Nobody else would end the exchange, and the client would wait for ever.
            log.error("{} cannot be answered", route.operation(), e);
            if (!exchange.isResponseStarted()) {
                exchange.setStatusCode(500);
            }
            exchange.setPersistent(false);
            exchange.endExchange();
        }
    }

    private static void refuse(HttpServerExchange exchange, Problem problem) {
        send(exchange, Response.problem(problem));
    }

    private static void send(HttpServerExchange exchange, Response response) {
        exchange.setStatusCode(response.status());
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        if (response.status() == 204) {
            exchange.endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, response.mediaType());
        exchange.getResponseSender().send(ByteBuffer.wrap(response.body()));
    }
}
