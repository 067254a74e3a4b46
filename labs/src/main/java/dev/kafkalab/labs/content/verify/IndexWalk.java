package dev.kafkalab.labs.content.verify;

import dev.kafkalab.labs.content.index.IndexedPosts;
import java.util.List;
import java.util.Optional;

/** Goes through the documents of the index by their ids, a page in memory. Of one thread. */
final class IndexWalk {
    private static final int PAGE = 500;

    private final IndexedPosts index;
    private final long upTo;
    private List<IndexedPosts.Entry> page;
    private int at;

    IndexWalk(IndexedPosts index, long after, long upTo) {
        this.index = index;
        this.upTo = upTo;
        this.page = index.between(after, upTo, PAGE);
    }

    /** The next, if its id is smaller; it is taken. */
    Optional<IndexedPosts.Entry> takeBefore(long id) {
        if (at == page.size() && page.size() == PAGE) {
            page = index.between(page.get(at - 1).id(), upTo, PAGE);
            at = 0;
        }
        return at < page.size() && page.get(at).id() < id ? Optional.of(page.get(at++)) : Optional.empty();
    }
}
