package dev.kafkalab.bench.http;

import dev.kafkalab.labs.http.AccessLog;
import dev.kafkalab.labs.http.AccessLogFile;
import dev.kafkalab.labs.http.HttpApi;
import dev.kafkalab.labs.http.HttpServer;
import dev.kafkalab.labs.http.HttpSettings;
import dev.kafkalab.labs.http.Response;
import dev.kafkalab.labs.http.Routes;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The process of one run: answers {@code GET /empty} until its standard input ends. */
public final class EmptyServer {
    static final String PATH = "/empty";
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private EmptyServer() {}

    /** @param args the contestant, and a file for its access log */
    public static void main(String[] args) throws IOException {
        System.out.println(start(Contestant.named(args[0]), Path.of(args[1])));
        while (System.in.read() >= 0) {
            // until it is closed
        }
        Runtime.getRuntime().halt(0);
    }

    /** @return its port */
    private static int start(Contestant contestant, Path log) {
        return switch (contestant) {
            case UNDERTOW ->
                bare(exchange -> {
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                    exchange.getResponseSender().send(ByteBuffer.wrap(EMPTY));
                });
            case UNDERTOW_WORKER ->
                bare(exchange -> exchange.dispatch(() -> {
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                    exchange.getResponseSender().send(ByteBuffer.wrap(EMPTY));
                }));
            case FRAME_ASYNC, FRAME -> frame(contestant, Optional.empty());
            case FRAME_LOGGED -> frame(contestant, Optional.of(AccessLogFile.append(log)));
        };
    }

    private static int bare(HttpHandler handler) {
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, HttpSettings.LOOPBACK)
                .setHandler(handler)
                .build();
        undertow.start();
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    private static int frame(Contestant contestant, Optional<AccessLog> log) {
        return HttpServer.start(HttpSettings.loopback(0), List.of(new EmptyApi(contestant)), log)
                .address()
                .getPort();
    }

    /** One endpoint that does nothing, written as any other is. */
    private record EmptyApi(Contestant contestant) implements HttpApi {
        @Override
        public String openApi() {
            return "paths: {" + PATH + ": {get: {operationId: empty, responses: {'200': {description: Nothing.}}}}}";
        }

        @Override
        public void routes(Routes routes) {
            if (contestant == Contestant.FRAME_ASYNC) {
                routes.async("GET", PATH, request -> CompletableFuture.completedFuture(Response.json(Map.of())));
            } else {
                routes.get(PATH, request -> Response.json(Map.of()));
            }
        }
    }
}
