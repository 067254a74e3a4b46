package dev.kafkalab.labs.content.index;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import java.util.List;
import org.elasticsearch.client.RestClient;

/** Whether the index was made from the definition that is in force. */
public final class IndexAge {
    private IndexAge() {}

    /**
     * Whether {@link IndexRebuild} would change how posts are searched. False if there is no index yet, or Elasticsearch does
     * not answer.
     */
    public static boolean isOutdated(ContentStores stores, ContentNames names) {
        RestClient client = StoreConnections.elasticsearch(stores);
        try {
            return new PostIndex(new SearchServer(client), names.index(), IndexDefinition.standard()).isOutdated();
        } catch (StoreUnavailableException e) {
            return false;
        } finally {
            RunningWorker.closeAll(List.of(client));
        }
    }
}
