package dev.kafkalab.labs.logs.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kafkalab.KafkaLabException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * Elasticsearch, through its low-level client: a bulk request costs it a tenth of what the typed client takes. Thread-safe.
 * Whoever connects closes it.
 */
public final class SearchServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    /** What is looked for is not there, which is an answer; in a bulk request it is a document that cannot be put there yet. */
    private static final int NOT_FOUND = 404;

    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(3).toMillis();
    /** A bulk request may wait behind others. */
    private static final int ANSWER_MILLIS = (int) Duration.ofSeconds(60).toMillis();

    private final RestClient client;
    private final String address;

    private SearchServer(RestClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /**
     * Does not ask yet whether anybody is there.
     *
     * @param url {@code http://HOST:PORT}, perhaps with {@code USER:PASSWORD@} before the host
     */
    public static SearchServer connect(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw KafkaLabException.usage("the address of Elasticsearch is no URL");
        }
        if (uri.getHost() == null) {
            throw KafkaLabException.usage("the address of Elasticsearch must be http://HOST:PORT");
        }
        int port = uri.getPort() < 0 ? 9200 : uri.getPort();
        RestClientBuilder builder = RestClient.builder(new HttpHost(uri.getHost(), port, uri.getScheme()))
                .setRequestConfigCallback(
                        config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(ANSWER_MILLIS))
                .setHttpClientConfigCallback(http -> http.setThreadFactory(task -> {
                    Thread thread = new Thread(task, "elasticsearch");
                    thread.setDaemon(true);
                    return thread;
                }));
        if (uri.getUserInfo() != null) {
            String token = Base64.getEncoder().encodeToString(uri.getUserInfo().getBytes(StandardCharsets.UTF_8));
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", "Basic " + token)});
        }
        if (uri.getPath() != null && uri.getPath().length() > 1) {
            builder.setPathPrefix(uri.getPath());
        }
        return new SearchServer(builder.build(), uri.getHost() + ":" + port);
    }

    /** Without secrets. */
    public String address() {
        return address;
    }

    /**
     * Asks.
     *
     * @throws SearchUnavailableException if there is no answer, or that it cannot at present
     * @throws SearchRefusedException if the answer is no
     */
    public JsonNode send(String method, String path) {
        return answer(new Request(method, path));
    }

    /** The same with a body of JSON. */
    public JsonNode send(String method, String path, String body) {
        Request request = new Request(method, path);
        request.setEntity(new NByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        return answer(request);
    }

    /** The same with lines of JSON. @param lines must not change until this returns */
    public JsonNode sendLines(String path, byte[] lines, int from, int length) {
        Request request = new Request("POST", path);
        request.setEntity(new NByteArrayEntity(lines, from, length, NDJSON));
        return answer(request);
    }

    private JsonNode answer(Request request) {
        try {
            Response response = client.performRequest(request);
            if (response.getEntity() == null) {
                return MAPPER.createObjectNode();
            }
            try (InputStream content = response.getEntity().getContent()) {
                return MAPPER.readTree(content);
            }
        } catch (ResponseException e) {
            int status = e.getResponse().getStatusLine().getStatusCode();
            JsonNode error = error(e);
            String type = error.path("type").asText("");
            String reason = error.path("reason").asText("");
            Optional<String> state = ServerState.of(status, type, reason);
            if (state.isPresent() && status != NOT_FOUND) {
                throw new SearchUnavailableException(state.get(), e);
            }
            throw new SearchRefusedException(status, why(error), e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw SearchUnavailableException.noAnswer(address, why, e);
        }
    }

    private static JsonNode error(ResponseException e) {
        try (InputStream content = e.getResponse().getEntity().getContent()) {
            return MAPPER.readTree(content).path("error");
        } catch (IOException | RuntimeException unreadable) {
            return MissingNode.getInstance();
        }
    }

    private static String why(JsonNode error) {
        JsonNode root = error.path("root_cause").path(0).path("reason");
        return root.isTextual() ? root.textValue() : error.path("type").asText("unknown");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            // Nothing is under way any more that could fail.
        }
    }
}
