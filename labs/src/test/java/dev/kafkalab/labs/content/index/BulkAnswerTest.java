package dev.kafkalab.labs.content.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.content.ContentJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkAnswerTest {
    private static BulkAnswer answer(String... items) throws Exception {
        String json = "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}";
        return BulkAnswer.of(
                ContentJson.mapper().readTree(json), List.of(10, 11, 12, 13, 14).subList(0, items.length));
    }

    private static String item(int status, String type) {
        return "{\"index\":{\"status\":" + status + ",\"error\":{\"type\":\"" + type + "\"}}}";
    }

    @Test
    void anAnswerWithoutErrorsIsDone() throws Exception {
        assertThat(BulkAnswer.of(ContentJson.mapper().readTree("{\"errors\":false}"), List.of(1, 2))
                        .again())
                .isEmpty();
    }

    @Test
    void anOlderVersionAndAMissingDocumentAreFineAndTooMuchToDoIsTriedAgain() throws Exception {
        BulkAnswer answer = answer(
                "{\"index\":{\"status\":201}}",
                item(409, "version_conflict_engine_exception"),
                "{\"delete\":{\"status\":404}}",
                item(429, "es_rejected_execution_exception"),
                item(503, "unavailable_shards_exception"));
        assertThat(answer.again()).containsExactly(13, 14);
        assertThat(answer.unusable()).isEmpty();
        assertThat(answer.indexMissing()).isFalse();
    }

    @Test
    void theFirstThatDoesNotGoWithTheMappingIsUnusable() throws Exception {
        BulkAnswer answer = answer(
                "{\"index\":{\"status\":201}}",
                item(400, "document_parsing_exception"),
                item(400, "strict_dynamic_mapping_exception"));
        assertThat(answer.unusable()).contains(new BulkWriter.Unusable(11, "document_parsing_exception"));
    }

    @Test
    void anIndexThatIsMissingOrBlockedIsWaitedFor() throws Exception {
        BulkAnswer answer = answer(item(404, "index_not_found_exception"), item(403, "cluster_block_exception"));
        assertThat(answer.again()).containsExactly(10, 11);
        assertThat(answer.indexMissing()).isTrue();
        assertThat(answer.unusable()).isEmpty();
    }
}
