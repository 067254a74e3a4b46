package dev.kafkalab.labs.content.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.work.StoreConnections;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Searches posts, in Korean and English: in the title, which counts three times, the content, the category and the tags, of
 * which each is looked for as a whole. The best come first, of equals the newest. What was written is found after the
 * index's refresh interval, a second.
 *
 * <p>A keyword is plain text: nothing in it is an operator. Thread-safe. Whoever opens it closes it.
 */
public final class PostSearch implements AutoCloseable {
    /** Posts of a page: {@value}. */
    public static final int PAGE_SIZE = 5;

    /** Characters of a keyword at most: {@value}. */
    public static final int LONGEST_KEYWORD = 200;

    /** What Elasticsearch looks through for a page at most. */
    private static final int DEEPEST = 10_000;

    /** Beyond it nothing is looked for: {@value}. */
    public static final int LAST_PAGE = DEEPEST / PAGE_SIZE - 1;

    private static final List<String> FIELDS =
            List.of("title^3", "title.en^3", "content", "content.en", "category^2", "tags^2");

    private final RestClient rest;
    private final ElasticsearchClient client;
    private final String alias;

    private PostSearch(RestClient rest, String alias) {
        this.rest = rest;
        this.client =
                new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper(ContentJson.mapper())));
        this.alias = alias;
    }

    /** Asks nothing yet. */
    public static PostSearch open(ContentStores stores, ContentNames names) {
        return new PostSearch(StoreConnections.elasticsearch(stores, StoreConnections.READER_PATIENCE), names.index());
    }

    /**
     * @param keyword not blank, at most {@value #LONGEST_KEYWORD} characters
     * @param page from 0; beyond the last there is nothing
     * @throws KafkaLabException if the keyword or page is none, or Elasticsearch does not answer
     */
    public SearchPage search(String keyword, int page) {
        if (keyword.isBlank() || keyword.length() > LONGEST_KEYWORD) {
            throw KafkaLabException.usage(
                    "keyword has " + keyword.strip().length() + " characters; it must have 1 to " + LONGEST_KEYWORD);
        }
        if (page < 0 || page > LAST_PAGE) {
            throw KafkaLabException.usage("page is " + page + "; it must be 0 to " + LAST_PAGE);
        }
        try {
            return page(ask(keyword, page), page);
        } catch (ElasticsearchException e) {
            if (e.status() == 404) {
                return SearchPage.empty(page); // nothing was indexed yet
            }
            throw unavailable(e);
        } catch (ResponseException e) {
            if (e.getResponse().getStatusLine().getStatusCode() == 404) {
                return SearchPage.empty(page);
            }
            throw unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private SearchResponse<Void> ask(String keyword, int page) throws IOException {
        return client.search(
                search -> search.index(alias)
                        .from(page * PAGE_SIZE)
                        .size(PAGE_SIZE)
                        .trackTotalHits(total -> total.enabled(true))
                        .source(source -> source.fetch(false))
                        .query(query -> query.multiMatch(match -> match.query(keyword)
                                .type(TextQueryType.CrossFields)
                                .fields(FIELDS)
                                .tieBreaker(0.3)
                                .minimumShouldMatch("2<75%")))
                        .sort(sort -> sort.score(score -> score.order(SortOrder.Desc)))
                        .sort(sort ->
                                sort.field(field -> field.field("createdAt").order(SortOrder.Desc)))
                        .sort(sort -> sort.field(field -> field.field("id").order(SortOrder.Desc))),
                Void.class);
    }

    private static SearchPage page(SearchResponse<Void> found, int page) {
        List<Long> ids = found.hits().hits().stream()
                .map(Hit::id)
                .map(id -> Long.parseLong(Objects.requireNonNull(id)))
                .toList();
        TotalHits total = found.hits().total();
        return new SearchPage(ids, total == null ? ids.size() : total.value(), page, PAGE_SIZE);
    }

    private static KafkaLabException unavailable(Exception cause) {
        return new KafkaLabException(
                KafkaLabException.Reason.UNREACHABLE, "Elasticsearch does not answer; posts cannot be searched", cause);
    }

    @Override
    public void close() {
        try {
            rest.close();
        } catch (IOException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.UNREACHABLE, "the connection to Elasticsearch cannot be closed", e);
        }
    }
}
