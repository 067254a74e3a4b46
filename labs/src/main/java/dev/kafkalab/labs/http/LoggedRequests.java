package dev.kafkalab.labs.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Notes each request in the access log once its answer is out. */
record LoggedRequests(AccessLog log, HttpHandler next) implements HttpHandler {
    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addExchangeCompleteListener((finished, others) -> {
            try {
                log.add(line(finished).text());
            } finally {
                others.proceed();
            }
        });
        next.handleRequest(exchange);
    }

    private static AccessLogLine line(HttpServerExchange exchange) {
        String query = exchange.getQueryString();
        return new AccessLogLine(
                exchange.getSourceAddress().getAddress().getHostAddress(),
                Instant.now(),
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query)
                        + " " + exchange.getProtocol(),
                exchange.getStatusCode(),
                exchange.getResponseBytesSent(),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - exchange.getRequestStartTime()),
                exchange.getRequestHeaders().getFirst(Headers.REFERER),
                exchange.getRequestHeaders().getFirst(Headers.USER_AGENT));
    }
}
