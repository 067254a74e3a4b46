package dev.kafkalab.labs.content.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Sends requests of JSON to Elasticsearch through its low-level client. Thread-safe; the client is the caller's.
 *
 * <p>What cannot be reached, is overloaded or is not ready is a {@link StoreUnavailableException}; what is refused
 * otherwise is a {@link RefusedRequestException}.
 */
final class SearchServer {
    private static final ContentType JSON = ContentType.APPLICATION_JSON;
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

    private final RestClient client;

    SearchServer(RestClient client) {
        this.client = client;
    }

    JsonNode send(String method, String path) {
        return answer(new Request(method, path));
    }

    JsonNode send(String method, String path, JsonNode body) {
        Request request = new Request(method, path);
        request.setEntity(new NByteArrayEntity(bytes(body), JSON));
        return answer(request);
    }

    /** The answer, or empty if there is no such thing. */
    Optional<JsonNode> find(String path) {
        try {
            return Optional.of(send("GET", path));
        } catch (RefusedRequestException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Lines of JSON. */
    JsonNode sendLines(Request request, byte[] lines, int length) {
        request.setEntity(new NByteArrayEntity(lines, 0, length, NDJSON));
        return answer(request);
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return ContentJson.mapper().writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException(e); // a tree can be written
        }
    }

    private JsonNode answer(Request request) {
        try {
            Response response = client.performRequest(request);
            try (InputStream content = response.getEntity().getContent()) {
                return ContentJson.mapper().readTree(content);
            }
        } catch (ResponseException e) {
            throw refusal(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static RuntimeException refusal(ResponseException e) {
        int status = e.getResponse().getStatusLine().getStatusCode();
        if (status == 429 || status >= 500) {
            return unavailable(e);
        }
        return new RefusedRequestException(status, type(e), e);
    }

    /** Not its reason: that may quote what is in a post. */
    private static String type(ResponseException e) {
        try (InputStream content = e.getResponse().getEntity().getContent()) {
            return ContentJson.mapper().readTree(content).at("/error/type").asText("unknown");
        } catch (IOException | RuntimeException unreadable) {
            return "unknown";
        }
    }

    private static StoreUnavailableException unavailable(Exception cause) {
        return new StoreUnavailableException("Elasticsearch", cause);
    }
}
