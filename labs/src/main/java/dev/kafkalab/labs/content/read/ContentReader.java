package dev.kafkalab.labs.content.read;

import com.mongodb.MongoException;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.feed.InboxPage;
import dev.kafkalab.labs.content.index.SearchPage;
import dev.kafkalab.labs.content.metadata.Metadata;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers readers: getContentDetail, searchContent, listSubscribedContent. What can be answered without a store that is down
 * is answered, and the answer names that store. Thread-safe; the connections are the caller's.
 */
public final class ContentReader {
    private static final Logger log = LoggerFactory.getLogger(ContentReader.class);
    private static final String ELASTICSEARCH = "Elasticsearch";
    private static final String MONGODB = "MongoDB";

    private final ReadConnections connections;
    private final ShownPosts posts;
    private final Metadata metadata;

    /** Asks nothing yet. */
    public ContentReader(ReadConnections connections) {
        this.connections = connections;
        this.posts = new ShownPosts(connections.cachedPosts(), connections.cache());
        this.metadata = connections.metadata();
    }

    /**
     * A post, from Redis or, where that does not know it, from MySQL.
     *
     * @throws StoreDownException if neither can say
     */
    public PostAnswer detail(long id) {
        ShownPosts.Found found = posts.find(List.of(id));
        if (found.unread() > 0) {
            throw new StoreDownException(ShownPosts.MYSQL, "post " + id + " is not in the cache", null);
        }
        return new PostAnswer(found.posts().values().stream().findFirst(), found.without());
    }

    /**
     * What a search finds, the best first.
     *
     * @param keyword plain text: nothing in it is an operator
     * @param page from 0; beyond the last there is nothing
     * @throws KafkaLabException usage: the keyword or page is none
     * @throws StoreDownException if Elasticsearch does not answer, or nobody can read what it found
     */
    public PostPage search(String keyword, int page) {
        SearchPage found;
        try {
            found = connections.search().search(keyword, page);
        } catch (KafkaLabException e) {
            if (e.reason() != KafkaLabException.Reason.UNREACHABLE) {
                throw e;
            }
            throw new StoreDownException(ELASTICSEARCH, "posts cannot be searched; reading and writing goes on", e);
        }
        return resolved(found.ids(), found.total(), page);
    }

    /**
     * What those wrote whom a user follows, the newest first.
     *
     * @param page from 0; beyond the last there is nothing
     * @throws KafkaLabException usage: the page is none; not found: there is no such user
     * @throws StoreDownException if MongoDB does not answer, or nobody can read what is in the inbox
     */
    public PostPage inbox(long userId, int page) {
        InboxPage inbox;
        try {
            inbox = connections.inboxes().page(userId, page);
        } catch (MongoException e) {
            throw new StoreDownException(MONGODB, "inboxes cannot be read; reading and writing goes on", e);
        }
        if (inbox.total() == 0) {
            requireUser(userId);
        }
        return resolved(inbox.postIds(), inbox.total(), page);
    }

    private void requireUser(long userId) {
        try {
            if (metadata.userName(userId).isEmpty()) {
                throw KafkaLabException.notFound("there is no user " + userId);
            }
        } catch (SQLException e) {
            // Nobody can say, and an empty inbox is no wrong answer.
            log.debug("whether there is a user {} could not be asked", userId, e);
        }
    }

    private PostPage resolved(List<Long> ids, long total, int page) {
        ShownPosts.Found found = posts.find(ids);
        List<ResolvedPost> shown = ids.stream()
                .flatMap(id -> Optional.ofNullable(found.posts().get(id)).stream())
                .toList();
        return new PostPage(shown, total, page, found.unread(), found.without());
    }
}
