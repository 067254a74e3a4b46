package dev.kafkalab.sandbox.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.StoresSandbox;
import dev.kafkalab.sandbox.UpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoresSandbox
class ElasticsearchIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Sandbox sandbox;
    private final String url;

    ElasticsearchIT(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.url = sandbox.exports().get("KAFKA_LAB_ELASTICSEARCH_URL");
    }

    @BeforeEach
    void cleanUp() throws Exception {
        call("DELETE", "/posts-*,access-*", "");
    }

    @Test
    void tellsItsNameAndVersionAsClientsExpect() throws Exception {
        assertThat(call("GET", "/", "").at("/version/number").asText()).isEqualTo(ElasticsearchJars.VERSION);
        assertThat(status("HEAD", "/")).isEqualTo(200);
    }

    @Test
    void analysesKoreanAndEnglish() throws Exception {
        assertThat(tokens("{\"analyzer\":\"nori\",\"text\":\"안드로이드 프로그래밍을 배웠다\"}"))
                .contains("안드로이드", "프로그래밍", "배우");
        assertThat(tokens("{\"analyzer\":\"english\",\"text\":\"The running foxes\"}"))
                .containsExactly("run", "fox");
        assertThat(tokens("{\"analyzer\":\"cjk\",\"text\":\"한국어\"}")).containsExactly("한국", "국어");
        assertThat(tokens(
                        "{\"tokenizer\":\"whitespace\",\"filter\":[\"lowercase\",\"asciifolding\"],\"text\":\"Café\"}"))
                .containsExactly("cafe");
    }

    @Test
    void takesCustomAnalyzersWithTheirSettings() throws Exception {
        JsonNode created = call("PUT", "/posts-custom", """
                {"settings":{"analysis":{
                  "tokenizer":{
                    "words":{"type":"nori_tokenizer","decompound_mode":"mixed","user_dictionary_rules":["카프카랩"]},
                    "pieces":{"type":"ngram","min_gram":2,"max_gram":3}},
                  "filter":{"no_particles":{"type":"nori_part_of_speech","stoptags":["J"]}},
                  "analyzer":{
                    "korean":{"tokenizer":"words","filter":["lowercase","no_particles"]},
                    "partial":{"tokenizer":"pieces","filter":["lowercase"]}}}}}
                """);
        assertThat(created.path("acknowledged").asBoolean()).as("%s", created).isTrue();
        assertThat(tokens("/posts-custom", "{\"analyzer\":\"korean\",\"text\":\"카프카랩을 쓴다\"}"))
                .contains("카프카랩")
                .doesNotContain("을");
        assertThat(tokens("/posts-custom", "{\"analyzer\":\"partial\",\"text\":\"AbCd\"}"))
                .containsExactly("ab", "abc", "bc", "bcd", "cd");
    }

    @Test
    void refusesAnAnalysisSettingItDoesNotKnow() throws Exception {
        JsonNode refused = call(
                "PUT",
                "/posts-refused",
                "{\"settings\":{\"analysis\":{\"tokenizer\":{\"t\":{\"type\":\"ngram\",\"token_chars\":[\"letter\"]}}}}}");
        assertThat(refused.path("status").asInt()).isEqualTo(400);
    }

    @Test
    void indexesInBulkAndCountsByDay() throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            bulk.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
            bulk.append("{\"@timestamp\":\"2026-01-0").append(1 + i % 4).append("T00:00:00Z\",\"bytes\":");
            bulk.append(i).append("}\n");
        }
        assertThat(call("POST", "/access-days/_bulk?refresh=true", bulk.toString())
                        .path("errors")
                        .asBoolean())
                .isFalse();
        JsonNode answer = call("POST", "/access-days/_search?size=0", """
                {"aggs":{"days":{"date_histogram":{"field":"@timestamp","calendar_interval":"day"},
                                 "aggs":{"p":{"percentiles":{"field":"bytes"}}}}}}
                """);
        assertThat(answer.at("/aggregations/days/buckets").findValues("doc_count"))
                .extracting(JsonNode::asInt)
                .containsExactly(25, 25, 25, 25);
    }

    @Test
    void deletesWhatAQueryFindsAndNothingElse() throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < 2_500; i++) {
            bulk.append("{\"index\":{}}\n{\"kept\":").append(i % 25 == 0).append("}\n");
        }
        call("POST", "/posts-deleting/_bulk", bulk.toString());
        JsonNode answer = call("POST", "/posts-deleting/_delete_by_query", "{\"query\":{\"term\":{\"kept\":false}}}");
        assertThat(answer.path("deleted").asInt()).as("%s", answer).isEqualTo(2_400);
        assertThat(call("GET", "/posts-deleting/_count", "").path("count").asInt())
                .isEqualTo(100);
    }

    @Test
    void doesNotDeleteAllWhenTheQueryIsMissing() throws Exception {
        call("POST", "/posts-safe/_doc?refresh=true", "{\"a\":1}");
        assertThat(call("POST", "/posts-safe/_delete_by_query", "")
                        .path("status")
                        .asInt())
                .isEqualTo(400);
        assertThat(call("GET", "/posts-safe/_count", "").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void acknowledgedDocumentsSurviveAKill() throws Exception {
        for (int i = 0; i < 50; i++) {
            call("PUT", "/posts-survivors/_doc/" + i, "{\"n\":" + i + "}");
        }
        sandbox.kill("elasticsearch");
        assertThat(sandbox.up(UpRequest.of(ServerKind.ELASTICSEARCH), Progress.SILENT))
                .isEmpty();
        call("POST", "/posts-survivors/_refresh", "");
        assertThat(call("GET", "/posts-survivors/_count", "").path("count").asInt())
                .isEqualTo(50);
    }

    private List<String> tokens(String body) throws Exception {
        return tokens("", body);
    }

    private List<String> tokens(String index, String body) throws Exception {
        List<String> tokens = new ArrayList<>();
        call("POST", index + "/_analyze", body)
                .path("tokens")
                .forEach(token -> tokens.add(token.path("token").asText()));
        return tokens;
    }

    private int status(String method, String path) throws IOException, InterruptedException {
        return HTTP.send(request(method, path, ""), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(request(method, path, body), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (body.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return request.build();
    }
}
