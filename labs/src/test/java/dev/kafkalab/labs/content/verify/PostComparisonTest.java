package dev.kafkalab.labs.content.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.index.IndexedPosts;
import dev.kafkalab.labs.content.verify.Difference.Kind;
import dev.kafkalab.labs.content.write.WrittenPost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostComparisonTest {
    private static final Post POST = Platform.post(7, 3, "title", "content");
    private static final WrittenPost ROW = new WrittenPost(POST, Optional.empty());
    private static final WrittenPost DELETED_ROW = new WrittenPost(POST, Optional.of(POST.updatedAt()));
    private static final Told SHOWN = Told.of(Platform.shown(POST, "kafka"));
    private static final Told REFUSED = Told.of(Platform.refused(7, 3));
    private static final Told DELETED = Told.of(Platform.deleted(7, 3));

    @Test
    void aTopicTellsOfTheLastVersion() {
        assertThat(topic(ROW, SHOWN)).isEmpty();
        assertThat(topic(ROW, REFUSED)).isEmpty();
        assertThat(topic(DELETED_ROW, DELETED)).isEmpty();
        assertThat(topic(ROW, DELETED)).contains(Kind.OTHER);
        assertThat(topic(DELETED_ROW, SHOWN)).contains(Kind.OTHER);
        assertThat(topic(ROW, told(2, "title"))).contains(Kind.OLDER);
        assertThat(topic(ROW, told(4, "title"))).contains(Kind.NEWER);
        assertThat(topic(ROW, told(3, "another title"))).contains(Kind.OTHER);
    }

    @Test
    void whatIsNotToldOfIsMissingUnlessTheTopicLetGoOfItsBeginning() {
        assertThat(PostComparison.ofTopic(ROW, Store.ORIGINAL, Optional.empty(), false))
                .map(Difference::kind)
                .contains(Kind.MISSING);
        assertThat(PostComparison.ofTopic(ROW, Store.ORIGINAL, Optional.empty(), true))
                .isEmpty();
    }

    @Test
    void theWriteSideRefusesNothing() {
        assertThat(PostComparison.ofTopic(ROW, Store.ORIGINAL, Optional.of(REFUSED), false))
                .isPresent();
    }

    @Test
    void theCacheMayLetGoOfAPostButNotOfARefusal() {
        assertThat(cache(ROW, SHOWN, Optional.empty())).isEmpty();
        assertThat(cache(DELETED_ROW, DELETED, Optional.empty())).isEmpty();
        assertThat(cache(ROW, REFUSED, Optional.empty())).contains(Kind.MISSING);
        assertThat(cache(ROW, REFUSED, Optional.of(CachedPost.gone(3)))).isEmpty();
    }

    @Test
    void theCacheHasTheLastVersionOrNothing() {
        assertThat(cache(ROW, SHOWN, Optional.of(cached(3, "title")))).isEmpty();
        assertThat(cache(ROW, SHOWN, Optional.of(cached(2, "title")))).contains(Kind.OLDER);
        assertThat(cache(ROW, SHOWN, Optional.of(cached(4, "title")))).contains(Kind.NEWER);
        assertThat(cache(ROW, SHOWN, Optional.of(cached(3, "another title")))).contains(Kind.OTHER);
        assertThat(cache(ROW, SHOWN, Optional.of(CachedPost.gone(3)))).contains(Kind.MISSING);
        assertThat(cache(ROW, REFUSED, Optional.of(cached(3, "title")))).contains(Kind.SURPLUS);
        assertThat(cache(DELETED_ROW, DELETED, Optional.of(cached(2, "title")))).contains(Kind.OLDER);
    }

    @Test
    void theIndexHasWhatMayBeShownWithItsTags() {
        assertThat(index(ROW, SHOWN, document(3, "title", "kafka"))).isEmpty();
        assertThat(index(ROW, SHOWN)).contains(Kind.MISSING);
        assertThat(index(ROW, SHOWN, document(2, "title", "kafka"))).contains(Kind.OLDER);
        assertThat(index(ROW, SHOWN, document(4, "title", "kafka"))).contains(Kind.NEWER);
        assertThat(index(ROW, SHOWN, document(3, "title", "broker"))).contains(Kind.OTHER);
        assertThat(index(ROW, SHOWN, document(3, "another title", "kafka"))).contains(Kind.OTHER);
        assertThat(index(ROW, REFUSED, document(3, "title", "kafka"))).contains(Kind.SURPLUS);
        assertThat(index(ROW, REFUSED)).isEmpty();
        assertThat(index(DELETED_ROW, DELETED, document(2, "title", "kafka"))).contains(Kind.SURPLUS);
    }

    @Test
    void inboxesAreCounted() {
        PostComparison shown = new PostComparison(ROW, SHOWN);
        assertThat(shown.ofInboxes(29, 0, 0)).isEmpty();
        assertThat(shown.ofInboxes(29, 2, 0).orElseThrow().found()).isEqualTo("27, 2 missing");
        assertThat(shown.ofInboxes(29, 2, 1).orElseThrow().found()).isEqualTo("28, 2 missing, 1 too many");
        assertThat(new PostComparison(DELETED_ROW, DELETED)
                        .ofInboxes(0, 0, 5)
                        .orElseThrow()
                        .expected())
                .isEqualTo("0 inboxes");
    }

    private static Optional<Kind> topic(WrittenPost row, Told told) {
        return PostComparison.ofTopic(row, Store.INSPECTED, Optional.of(told), false)
                .map(Difference::kind);
    }

    private static Told told(long version, String title) {
        return Told.of(Platform.shown(post(version, title), "kafka"));
    }

    /** Written when {@link #POST} was, whatever its version. */
    private static Post post(long version, String title) {
        return new Post(
                7, title, "content", POST.userId(), POST.categoryId(), POST.createdAt(), POST.updatedAt(), version);
    }

    private static Optional<Kind> cache(WrittenPost row, Told inspected, Optional<CachedPost> cached) {
        return new PostComparison(row, inspected).ofCache(cached).map(Difference::kind);
    }

    private static CachedPost cached(long version, String title) {
        return CachedPost.of(ResolvedPost.of(post(version, title), "user1", "IT"));
    }

    private static Optional<Kind> index(WrittenPost row, Told inspected, IndexedPosts.Entry... document) {
        return new PostComparison(row, inspected)
                .ofIndex(List.of(document).stream().findFirst())
                .map(Difference::kind);
    }

    private static IndexedPosts.Entry document(long version, String title, String tag) {
        return new IndexedPosts.Entry(7, version, Optional.of(post(version, title)), List.of(tag), Optional.empty());
    }
}
