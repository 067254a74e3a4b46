package dev.kafkalab.labs.content.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.labs.content.index.BulkWriter.Unusable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the items of a bulk request.
 *
 * @param again positions of those that are to be sent again
 * @param unusable the first that will never be taken
 * @param indexMissing whether what they were sent to is not there
 */
record BulkAnswer(List<Integer> again, Optional<Unusable> unusable, boolean indexMissing) {
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final String INDEX_MISSING = "index_not_found_exception";
    /** With a status that says otherwise: they end when somebody makes room, or the node has started. */
    private static final Set<String> PASSING = Set.of(
            INDEX_MISSING, "cluster_block_exception", "index_closed_exception", "no_shard_available_action_exception");

    /** @param positions what was sent, in this order */
    static BulkAnswer of(JsonNode answer, List<Integer> positions) {
        List<Integer> again = new ArrayList<>();
        Optional<Unusable> unusable = Optional.empty();
        boolean missing = false;
        if (answer.path("errors").asBoolean(true)) {
            JsonNode items = answer.path("items");
            for (int i = 0; i < positions.size(); i++) {
                JsonNode item = items.path(i).elements().next(); // its only property is the action
                String type = item.at("/error/type").asText("");
                int status = item.path("status").asInt();
                if (type.isEmpty() || status == CONFLICT) {
                    continue;
                }
                missing |= type.equals(INDEX_MISSING);
                if (status == TOO_MANY || status >= 500 || PASSING.contains(type)) {
                    again.add(positions.get(i));
                } else if (unusable.isEmpty()) {
                    unusable = Optional.of(new Unusable(positions.get(i), type));
                }
            }
        }
        return new BulkAnswer(again, unusable, missing);
    }
}
