package dev.kafkalab.labs.http;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import dev.kafkalab.health.Health;
import dev.kafkalab.labs.http.Routes.Route;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that all systems share, with {@code /health}, {@code /openapi.json} and the document's page at {@code /}.
 *
 * <p>Thread-safe. Whoever starts it closes it, and then the systems and the access log.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int IDLE_MILLIS = 60_000;
    private static final long SWALLOWED = 16 << 20;
    private static final int REQUEST_MILLIS = 20_000;

    static {
        // Undertow would choose Log4j, which a library of another server may have brought along.
        if (System.getProperty("org.jboss.logging.provider") == null) {
            System.setProperty("org.jboss.logging.provider", "slf4j");
        }
    }

    private final HttpSettings settings;
    private final GracefulShutdownHandler inFlight;
    private final Undertow undertow;
    private final InetSocketAddress address;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private HttpServer(HttpSettings settings, GracefulShutdownHandler inFlight, Undertow undertow) {
        this.settings = settings;
        this.inFlight = inFlight;
        this.undertow = undertow;
        this.address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    }

    /**
     * Starts it; when this returns it answers.
     *
     * @param accessLog where each request is noted; stays the caller's
     * @throws KafkaLabException if it cannot listen there: the port is taken, or not for us
     * @throws IllegalArgumentException if documents and routes do not fit together
     */
    public static HttpServer start(
            HttpSettings settings, Collection<? extends HttpApi> systems, Optional<AccessLog> accessLog) {
        LateExecutor worker = new LateExecutor();
        List<HttpApi> documented = new ArrayList<>(systems);
        documented.add(new HealthApi(checks(systems, accessLog), worker));
        OpenApiDocument document =
                new OpenApiDocument(documented.stream().map(HttpApi::openApi).toList());
        List<Route> routes = routes(documented);
        document.requireSameAs(routes);
        routes.addAll(routes(List.of(new OpenApiPage(document.json()))));

        GracefulShutdownHandler inFlight =
                new GracefulShutdownHandler(new HttpContinueReadHandler(new Router(routes, settings.bodyLimit())));
        HttpHandler root = accessLog
                .<HttpHandler>map(log -> new LoggedRequests(log, inFlight))
                .orElse(inFlight);
        Undertow undertow = Undertow.builder()
                .addHttpListener(settings.port(), settings.host())
                .setServerOption(UndertowOptions.RECORD_REQUEST_START_TIME, accessLog.isPresent())
                // What is too large is refused by the router and then read to its end, or the client would see a reset
                // and not
                // the answer; this is where reading to the end stops.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, settings.bodyLimit() + SWALLOWED)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_MILLIS)
                .setHandler(root)
                .build();
        listen(undertow, settings);
        worker.delegate = undertow.getWorker();
        return new HttpServer(settings, inFlight, undertow);
    }

    private static Map<String, Supplier<Health>> checks(
            Collection<? extends HttpApi> systems, Optional<AccessLog> accessLog) {
        Map<String, Supplier<Health>> checks = new TreeMap<>();
        systems.forEach(
                system -> system.checks().forEach((name, check) -> checks.merge(name, check, HealthApi::worse)));
        accessLog.ifPresent(log -> checks.put("access log", log::health));
        return checks;
    }

    private static List<Route> routes(List<HttpApi> systems) {
        List<Route> routes = new ArrayList<>();
        systems.forEach(system -> routes.addAll(new Routes(system).all()));
        return routes;
    }

    private static void listen(Undertow undertow, HttpSettings settings) {
        try {
            undertow.start();
        } catch (RuntimeException e) {
            undertow.stop();
            throw refusal(settings, e);
        }
    }

    private static RuntimeException refusal(HttpSettings settings, RuntimeException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof UnknownHostException) {
            return new KafkaLabException(Reason.USAGE, "no address is called '" + settings.host() + "'", failure);
        }
        if (!(cause instanceof SocketException)) {
            return failure;
        }
        String reason = String.valueOf(cause.getMessage());
        String message = cause instanceof BindException && reason.contains("in use")
                ? "port %d of %s is in use; name another with --port, or 0 for any"
                        .formatted(settings.port(), settings.host())
                : "cannot listen on %s:%d: %s".formatted(settings.host(), settings.port(), reason);
        return new KafkaLabException(Reason.PRECONDITION, message, failure);
    }

    /** Where it listens; with the port that was chosen. */
    public InetSocketAddress address() {
        return address;
    }

    /** The address of the page. */
    public URI uri() {
        String host = address.getAddress() instanceof Inet6Address
                ? "[" + address.getAddress().getHostAddress() + "]"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + host + ":" + address.getPort() + "/");
    }

    /** Waits until it has been closed. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /**
     * Answers what is in flight and stops; new requests are answered 503 meanwhile. What is not answered within the settings'
     * patience is given up.
     */
    @Override
    public synchronized void close() {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            inFlight.shutdown();
            if (!inFlight.awaitShutdown(settings.patience().toMillis())) {
                log.warn("requests were not answered within {} and are given up", settings.patience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            undertow.stop();
            stopped.countDown();
        }
    }

    /** The server's worker threads, which exist once it has started. */
    private static final class LateExecutor implements Executor {
        private volatile Executor delegate = Runnable::run;

        @Override
        public void execute(Runnable task) {
            delegate.execute(task);
        }
    }
}
