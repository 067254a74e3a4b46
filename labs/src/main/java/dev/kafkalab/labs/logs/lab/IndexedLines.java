package dev.kafkalab.labs.logs.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.TopicContents;
import dev.kafkalab.labs.logs.search.SearchServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lines, recounted where they arrived. */
final class IndexedLines {
    /** What the address of Elasticsearch is called. */
    static final String STORE = "KAFKA_LAB_ELASTICSEARCH_URL";
    /** More than this Elasticsearch does not give at once. */
    private static final int MOST = 10_000;

    private IndexedLines() {}

    static String index(String prefix, Way way) {
        return prefix + way;
    }

    static String group(String prefix, Way way) {
        return way.topic(prefix) + "-indexer";
    }

    /** Lines of the log compared with records of a topic. */
    static EffectCount records(LabSite site, Way way) {
        return count(TopicContents.of(site, way.topic(site.prefix())).stream()
                .map(record -> TopicContents.text(record.value()))
                .toList());
    }

    /** Lines of the log compared with documents. */
    static EffectCount documents(LabSite site, Way way) {
        List<String> paths = new ArrayList<>();
        try (SearchServer server = SearchServer.connect(site.store(STORE))) {
            String indices = "/" + index(site.prefix(), way) + "*";
            server.send("POST", indices + "/_refresh");
            JsonNode found = server.send(
                    "POST",
                    indices + "/_search",
                    "{\"size\":%d,\"_source\":[\"path\"],\"query\":{\"match_all\":{}}}".formatted(MOST));
            for (JsonNode hit : found.at("/hits/hits")) {
                paths.add("GET " + hit.at("/_source/path").asText() + " ");
            }
        }
        return count(paths);
    }

    private static EffectCount count(List<String> texts) {
        List<String> lines =
                IntStream.range(0, LessonLog.LINES).mapToObj(String::valueOf).toList();
        return EffectCount.of(
                lines,
                texts.stream()
                        .flatMap(text -> LessonLog.lesson(text).stream())
                        .map(String::valueOf)
                        .toList());
    }
}
