package dev.kafkalab.labs.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks. The body has been read, so nothing here blocks. Used by one thread at a time. */
public final class Request {
    private final HttpServerExchange exchange;
    private final Map<String, String> path;
    private final byte[] body;

    Request(HttpServerExchange exchange, Map<String, String> path, byte[] body) {
        this.exchange = exchange;
        this.path = path;
        this.body = body;
    }

    /** A parameter of the route's path. @throws IllegalArgumentException if the route has none of that name */
    public Parameter path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter '" + name + "'; it has " + path.keySet());
        }
        return new Parameter(name, value);
    }

    /** A parameter of the query; of several with this name the first. */
    public Parameter query(String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return new Parameter(name, values == null ? null : values.peekFirst());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /**
     * The body, from JSON. Properties that the type does not know are passed over.
     *
     * @throws ProblemException 415 if it is not said to be JSON; 400 if it is not JSON, or with each property that does not fit
     */
    public <T> T body(Class<T> type) {
        String mediaType = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (!isJson(mediaType)) {
            throw new ProblemException(Problem.of(
                    415,
                    mediaType == null
                            ? "say what the body is: Content-Type: application/json"
                            : "the body must be sent as Content-Type: application/json"));
        }
        return HttpJson.read(body, type);
    }

    private static boolean isJson(@Nullable String mediaType) {
        if (mediaType == null) {
            return false;
        }
        int parameters = mediaType.indexOf(';');
        String type = (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }
}
