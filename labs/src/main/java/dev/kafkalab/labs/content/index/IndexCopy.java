package dev.kafkalab.labs.content.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafkalab.labs.content.ContentJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads all documents of an index as they were at one moment ("point in time"), with their versions. */
final class IndexCopy {
    private static final int PAGE = 2_000;
    private static final String KEEP = "2m";

    private final SearchServer server;
    private final String index;

    IndexCopy(SearchServer server, String index) {
        this.server = server;
        this.index = index;
    }

    /** @return how many there were */
    long to(IndexRebuild.Sink sink, LongConsumer progress) throws InterruptedException {
        String moment = server.send("POST", "/" + index + "/_pit?keep_alive=" + KEEP)
                .path("id")
                .asText();
        try {
            long copied = 0;
            @Nullable JsonNode after = null;
            while (true) {
                JsonNode hits =
                        server.send("POST", "/_search", page(moment, after)).at("/hits/hits");
                if (hits.isEmpty()) {
                    return copied;
                }
                List<BulkItem> items = new ArrayList<>(hits.size());
                for (JsonNode hit : hits) {
                    items.add(copy(hit));
                    after = hit.get("sort");
                }
                sink.write(items);
                copied += items.size();
                progress.accept(copied);
            }
        } finally {
            server.send("DELETE", "/_pit", JsonNodeFactory.instance.objectNode().put("id", moment));
        }
    }

    private static ObjectNode page(String moment, @Nullable JsonNode after) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", PAGE).put("version", true).put("track_total_hits", false);
        body.putObject("pit").put("id", moment).put("keep_alive", KEEP);
        body.putArray("sort").add("_shard_doc");
        if (after != null) {
            body.set("search_after", after);
        }
        return body;
    }

    private static BulkItem copy(JsonNode hit) {
        try {
            return PostDocuments.copy(
                    hit.path("_id").asLong(),
                    hit.path("_version").asLong(),
                    ContentJson.mapper().writeValueAsBytes(hit.path("_source")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree can be written
        }
    }
}
