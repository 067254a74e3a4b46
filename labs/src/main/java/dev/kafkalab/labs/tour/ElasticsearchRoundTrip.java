package dev.kafkalab.labs.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.sandbox.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Indexes a Korean sentence and finds it by words that stand in it with endings attached. */
final class ElasticsearchRoundTrip implements TourStep {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Split at spaces, neither word of the question is a word of the sentence: only the analyser finds them. */
    private static final String SENTENCE = "강의에서 메시지를 보냅니다";

    private static final String QUESTION = "메시지 강의";

    private final String index;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param index a name that is free */
    ElasticsearchRoundTrip(String index) {
        this.index = index;
    }

    @Override
    public String title() {
        return "Index and search Korean text in Elasticsearch";
    }

    @Override
    public ServerKind server() {
        return ServerKind.ELASTICSEARCH;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of("curl http://127.0.0.1:" + site.port(server()) + "/_cat/indices", "kafka-lab sandbox env");
    }

    @Override
    public void run(TourSite site, Checks checks) throws IOException, InterruptedException {
        send(site, "PUT", "/" + index, """
                {"settings": {"number_of_replicas": 0},
                 "mappings": {"properties": {
                   "nori": {"type": "text", "analyzer": "nori"},
                   "spaces": {"type": "text", "analyzer": "whitespace"}}}}""");
        send(
                site,
                "PUT",
                "/" + index + "/_doc/1?refresh=true",
                JSON.createObjectNode()
                        .put("nori", SENTENCE)
                        .put("spaces", SENTENCE)
                        .toString());
        checks.expect("'%s' finds '%s' with nori".formatted(QUESTION, SENTENCE), 1, hits(site, "nori"));
        checks.expect("and by splitting at spaces", 0, hits(site, "spaces"));
    }

    private int hits(TourSite site, String field) throws IOException, InterruptedException {
        String query = JSON.createObjectNode()
                .set(
                        "query",
                        JSON.createObjectNode()
                                .set(
                                        "match",
                                        JSON.createObjectNode()
                                                .set(
                                                        field,
                                                        JSON.createObjectNode()
                                                                .put("query", QUESTION)
                                                                .put("operator", "and"))))
                .toString();
        return send(site, "POST", "/" + index + "/_search", query)
                .at("/hits/total/value")
                .asInt(-1);
    }

    private JsonNode send(TourSite site, String method, String path, String body)
            throws IOException, InterruptedException {
        var response = http.send(
                HttpRequest.newBuilder(URI.create(site.export("KAFKA_LAB_ELASTICSEARCH_URL") + path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    "%s %s answered %d: %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void cleanUp(TourSite site) throws IOException, InterruptedException {
        send(site, "DELETE", "/" + index, "");
    }
}
