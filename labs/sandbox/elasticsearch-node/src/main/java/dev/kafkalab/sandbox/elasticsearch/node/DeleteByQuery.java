package dev.kafkalab.sandbox.elasticsearch.node;

import java.io.IOException;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.delete.DeleteRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.support.WriteRequest;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.xcontent.XContentBuilder;

/**
 * Refreshes, then searches a page and deletes exactly the versions it saw, until a page is empty. A document that
 * changed in between is a conflict, never deleted unseen.
 */
record DeleteByQuery(NodeClient client, String[] indices, QueryBuilder query, boolean proceedOnConflict) {
    private static final int PAGE = 1_000;

    /** What was done; {@code aborted} if a conflict ended it early. */
    record Outcome(long tookMillis, long seen, long deleted, int batches, long conflicts, boolean aborted) {
        void write(XContentBuilder builder) throws IOException {
            builder.startObject();
            builder.field("took", tookMillis).field("timed_out", false);
            builder.field("total", seen).field("deleted", deleted).field("batches", batches);
            builder.field("version_conflicts", conflicts).field("noops", 0);
            builder.startObject("retries").field("bulk", 0).field("search", 0).endObject();
            builder.field("throttled_millis", 0).field("requests_per_second", -1.0f);
            builder.field("throttled_until_millis", 0);
            builder.startArray("failures").endArray();
            builder.endObject();
        }
    }

    Outcome run() {
        long begun = System.nanoTime();
        long seen = 0;
        long deleted = 0;
        long conflicts = 0;
        int batches = 0;
        boolean aborted = false;
        client.admin().indices().prepareRefresh(indices).get();
        for (BulkRequest page = nextPage(); page.numberOfActions() > 0 && !aborted; page = nextPage()) {
            long before = deleted;
            for (BulkItemResponse item : client.bulk(page).actionGet()) {
                if (item.isFailed()) {
                    conflicts++;
                } else {
                    deleted++;
                }
            }
            seen += page.numberOfActions();
            batches++;
            // A page of nothing but conflicts would come back for ever.
            aborted = conflicts > 0 && (!proceedOnConflict || deleted == before);
        }
        return new Outcome(
                (System.nanoTime() - begun) / 1_000_000,
                seen,
                deleted,
                batches,
                conflicts,
                aborted && !proceedOnConflict);
    }

    private BulkRequest nextPage() {
        SearchResponse found = client.prepareSearch(indices)
                .setQuery(query)
                .setSize(PAGE)
                .setFetchSource(false)
                .seqNoAndPrimaryTerm(true)
                .get();
        try {
            BulkRequest page = new BulkRequest().setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE);
            for (SearchHit hit : found.getHits().getHits()) {
                page.add(new DeleteRequest(hit.getIndex(), hit.getId())
                        .setIfSeqNo(hit.getSeqNo())
                        .setIfPrimaryTerm(hit.getPrimaryTerm()));
            }
            return page;
        } finally {
            found.decRef();
        }
    }
}
