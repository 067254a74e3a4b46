package dev.kafkalab.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.labs.logs.index.IndexTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docker/kibana/access-log.ndjson shows exists: in the file, and in the indices that index-logs writes. */
class KibanaObjectsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> objects = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        for (String line : Files.readAllLines(Path.of("..", "docker", "kibana", "access-log.ndjson"))) {
            objects.add(JSON.readTree(line));
        }
    }

    private List<JsonNode> ofType(String type) {
        return objects.stream()
                .filter(object -> object.path("type").asText().equals(type))
                .toList();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryPanelHasOne() throws IOException {
        Set<String> there = objects.stream()
                .map(object ->
                        object.path("type").asText() + " " + object.path("id").asText())
                .collect(Collectors.toSet());
        for (JsonNode object : objects) {
            for (JsonNode reference : object.path("references")) {
                assertThat(there)
                        .contains(reference.path("type").asText() + " "
                                + reference.path("id").asText());
            }
        }
        JsonNode dashboard = ofType("dashboard").get(0);
        JsonNode panels = JSON.readTree(dashboard.at("/attributes/panelsJSON").asText());
        assertThat(panels).hasSameSizeAs(ofType("visualization"));
        assertThat(dashboard.path("references")).hasSameSizeAs(panels);
    }

    @Test
    void everyFieldIsOneOfTheTemplateAndCanBeCounted() throws IOException {
        Map<String, String> fields = new java.util.TreeMap<>();
        JsonNode template = JSON.readTree(IndexTemplate.json("access-log"));
        collect("", template.at("/template/mappings/properties"), fields);
        Set<String> used = new TreeSet<>();
        for (JsonNode visualization : ofType("visualization")) {
            JsonNode state =
                    JSON.readTree(visualization.at("/attributes/visState").asText());
            for (JsonNode aggregation : state.path("aggs")) {
                if (aggregation.path("params").has("field")) {
                    used.add(aggregation.at("/params/field").asText());
                }
            }
        }
        JsonNode pattern = ofType("index-pattern").get(0).path("attributes");
        used.add(pattern.path("timeFieldName").asText());
        assertThat(used).contains("@timestamp", "status", "bytes", "micros", "path", "client", "ua.name");
        assertThat(fields.keySet()).containsAll(used);
        Set<String> types = used.stream().map(fields::get).collect(Collectors.toCollection(HashSet::new));
        assertThat(types).doesNotContain("text", "binary");
        assertThat(template.at("/index_patterns/0").asText())
                .isEqualTo(pattern.path("title").asText());
    }

    private static void collect(String prefix, JsonNode properties, Map<String, String> fields) {
        properties.properties().forEach(entry -> {
            JsonNode field = entry.getValue();
            if (field.has("properties")) {
                collect(prefix + entry.getKey() + ".", field.path("properties"), fields);
            } else {
                fields.put(prefix + entry.getKey(), field.path("type").asText());
            }
        });
    }
}
