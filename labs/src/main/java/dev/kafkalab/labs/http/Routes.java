package dev.kafkalab.labs.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a system registers what it answers. Paths are as the OpenAPI document writes them: {@code /posts/{id}/detail}. A GET
 * route answers HEAD too.
 *
 * <p>Not thread-safe; used before the server starts.
 */
public final class Routes {
    private final HttpApi api;
    private final List<Route> routes = new ArrayList<>();

    /** One of them. */
    record Route(Operation operation, AsyncHandler handler, boolean onWorker, HttpApi api) {}

    Routes(HttpApi api) {
        this.api = api;
        api.routes(this);
    }

    public Routes get(String path, Handler handler) {
        return add("GET", path, handler);
    }

    public Routes post(String path, Handler handler) {
        return add("POST", path, handler);
    }

    public Routes put(String path, Handler handler) {
        return add("PUT", path, handler);
    }

    public Routes delete(String path, Handler handler) {
        return add("DELETE", path, handler);
    }

    /** @param method such as {@code POST} */
    public Routes async(String method, String path, AsyncHandler handler) {
        routes.add(new Route(new Operation(method.toUpperCase(Locale.ROOT), path), handler, false, api));
        return this;
    }

    private Routes add(String method, String path, Handler handler) {
        AsyncHandler now = request -> Response.at(handler.handle(request));
        routes.add(new Route(new Operation(method, path), now, true, api));
        return this;
    }

    List<Route> all() {
        return List.copyOf(routes);
    }
}
