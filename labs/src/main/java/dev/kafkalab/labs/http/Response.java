package dev.kafkalab.labs.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a client is answered. Immutable. */
public final class Response {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private final int status;
    private final String mediaType;
    private final byte[] body;
    private final Map<String, String> headers;

    private Response(int status, String mediaType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.mediaType = mediaType;
        this.body = body;
        this.headers = headers;
    }

    /** 200. @param value what Jackson writes; moments become ISO 8601 text */
    public static Response json(Object value) {
        return json(200, value);
    }

    public static Response json(int status, Object value) {
        return new Response(status, JSON, HttpJson.write(value), Map.of());
    }

    /** 200 with JSON that is written already, in UTF-8. Not copied: it must not be changed any more. */
    public static Response writtenJson(byte[] json) {
        return new Response(200, JSON, json, Map.of());
    }

    /** 201. @param location the path of what was made */
    public static Response created(String location, Object value) {
        return json(201, value).header("Location", location);
    }

    /** 204. */
    public static Response noContent() {
        return new Response(204, JSON, new byte[0], Map.of());
    }

    public static Response problem(Problem problem) {
        Response response = new Response(problem.status(), PROBLEM, HttpJson.write(problem), Map.of());
        return problem.store() == null ? response : response.header("Retry-After", "1");
    }

    /** @param body not copied: it must not be changed any more */
    static Response of(String mediaType, byte[] body) {
        return new Response(200, mediaType, body, Map.of());
    }

    /** For handlers that have their answer at once. */
    static CompletionStage<Response> at(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    /** The same with one header more. */
    public Response header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, mediaType, body, more);
    }

    public int status() {
        return status;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
