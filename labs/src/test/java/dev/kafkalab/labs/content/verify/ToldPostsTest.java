package dev.kafkalab.labs.content.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.content.Operation;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.Post;
import org.junit.jupiter.api.Test;

class ToldPostsTest {
    @Test
    void theGreatestVersionStandsInWhateverOrderEventsCome() {
        ToldPosts told = new ToldPosts(1);
        told.note(7, shown(7, 2));
        told.note(7, shown(7, 3));
        told.note(7, shown(7, 1));
        assertThat(told.find(7)).contains(shown(7, 3));
        assertThat(told.find(8)).isEmpty();
    }

    @Test
    void ofOneVersionADeletionStands() {
        ToldPosts told = new ToldPosts(1);
        Told deleted = Told.of(Platform.deleted(7, 3));
        told.note(7, deleted);
        told.note(7, shown(7, 3));
        assertThat(told.find(7)).contains(deleted);
    }

    @Test
    void whatLiesBeyondTheWindowIsNamedForTheNextOne() {
        long from = 5_000_000_000L;
        ToldPosts told = new ToldPosts(from);
        told.note(1, shown(1, 1));
        told.note(from + ToldPosts.WINDOW - 1, shown(1, 9));
        told.note(from + ToldPosts.WINDOW + 7, shown(1, 1));
        told.note(from + ToldPosts.WINDOW + 3, shown(1, 1));
        assertThat(told.find(from)).isEmpty();
        assertThat(told.find(from + ToldPosts.WINDOW - 1)).isPresent();
        assertThat(told.next()).isEqualTo(from + ToldPosts.WINDOW + 3);
        assertThat(new ToldPosts(1).next()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anyChangeOfAPostChangesItsFingerprint() {
        Post post = Platform.post(1, 1, "title", "content");
        long fingerprint = Told.Fingerprint.of(post);
        assertThat(Told.Fingerprint.of(Platform.post(1, 1, "title", "content"))).isEqualTo(fingerprint);
        assertThat(Told.Fingerprint.of(Platform.post(1, 1, "titl", "econtent"))).isNotEqualTo(fingerprint);
        assertThat(Told.Fingerprint.of(Platform.post(1, 1, "title", "content", 2, 1)))
                .isNotEqualTo(fingerprint);
        assertThat(Told.Fingerprint.of(Platform.post(1, 1, "title", "content", 1, 2)))
                .isNotEqualTo(fingerprint);
        assertThat(Told.Fingerprint.of(Platform.post(1, 2, "title", "content"))).isNotEqualTo(fingerprint);
    }

    private static Told shown(long id, long version) {
        return Told.of(OriginalPost.of(Operation.UPDATE, Platform.post(id, version, "title", "content")));
    }
}
