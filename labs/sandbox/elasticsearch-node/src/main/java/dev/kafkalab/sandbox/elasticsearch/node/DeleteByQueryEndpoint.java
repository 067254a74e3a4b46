package dev.kafkalab.sandbox.elasticsearch.node;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.common.Strings;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.rest.action.RestBuilderListener;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentParser;

/**
 * Takes {@code query} and {@code conflicts=proceed}; always waits until it is done. Other parameters of the original
 * (slices, scroll size, throttling) are refused as unknown.
 */
final class DeleteByQueryEndpoint extends BaseRestHandler {
    @Override
    public String getName() {
        return "kafka_lab_delete_by_query";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.POST, "/{index}/_delete_by_query"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) throws IOException {
        String[] indices = Strings.splitStringByCommaToArray(request.param("index"));
        boolean proceed = request.param("conflicts", "abort").equals("proceed");
        // Both hold anyway: the deletions are searchable, and done, when the answer arrives.
        request.paramAsBoolean("refresh", true);
        request.paramAsBoolean("wait_for_completion", true);
        DeleteByQuery work = new DeleteByQuery(client, indices, query(request), proceed);
        return channel -> client.threadPool().generic().execute(ActionRunnable.supply(answerOn(channel), work::run));
    }

    private static QueryBuilder query(RestRequest request) throws IOException {
        if (!request.hasContentOrSourceParam()) {
            throw new IllegalArgumentException("query is missing; to delete all, send {\"query\":{\"match_all\":{}}}");
        }
        try (XContentParser parser = request.contentOrSourceParamParser()) {
            SearchSourceBuilder source = new SearchSourceBuilder().parseXContent(parser, false, feature -> true);
            return source.query() == null ? QueryBuilders.matchAllQuery() : source.query();
        }
    }

    private static ActionListener<DeleteByQuery.Outcome> answerOn(RestChannel channel) {
        return new RestBuilderListener<>(channel) {
            @Override
            public RestResponse buildResponse(DeleteByQuery.Outcome outcome, XContentBuilder builder) throws Exception {
                outcome.write(builder);
                return new RestResponse(outcome.aborted() ? RestStatus.CONFLICT : RestStatus.OK, builder);
            }
        };
    }
}
