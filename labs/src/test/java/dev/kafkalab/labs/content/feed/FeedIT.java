package dev.kafkalab.labs.content.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
class FeedIT {
    @Test
    void followersFindTheNewestFirstWhateverComesAgainOrLate(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "feed-order").withMetadata(2, 3);
                MongoClient mongo = StoreConnections.mongo(platform.stores());
                RunningWorker worker = FeedWorker.start(platform.stores(), platform.names())) {
            Inboxes inboxes = Inboxes.of(mongo, platform.stores(), platform.names());
            for (long id = 1; id <= 7; id++) {
                platform.inspected(Platform.shown(Platform.post(id, 1, "post " + id, "text")));
            }
            platform.inspected(
                    Platform.shown(Platform.post(7, 1, "post 7", "text")), // again
                    Platform.deleted(6, 2),
                    Platform.shown(Platform.post(6, 1, "post 6", "text")), // late
                    Platform.refused(5, 2),
                    Platform.shown(Platform.post(5, 2, "post 5", "text")), // judged twice
                    Platform.refused(8, 1),
                    Platform.shown(Platform.post(8, 2, "mended", "text")));
            await().until(() -> worker.progress().handled() == 14);

            InboxPage first = inboxes.page(2, 0);
            assertThat(first).isEqualTo(new InboxPage(List.of(8L, 7L, 4L, 3L, 2L), 6, 0, 5));
            assertThat(inboxes.page(2, 1).postIds()).containsExactly(1L);
            assertThat(inboxes.page(2, 2).postIds()).isEmpty();
            assertThat(inboxes.page(4, 0).postIds()).as("follows nobody").isEmpty();
            assertThat(inboxes.holders(8)).containsExactly(2L, 3L);
        }
    }

    @Test
    void aPostForVeryManyDoesNotKeepOthersWaitingAndGoesOnWhereItWas(Sandbox sandbox) throws Exception {
        int many = 300;
        int posts = 10; // more than are carried at once
        FeedWorker.Carrier inSmallTurns =
                (inboxes, spreads, followers) -> new FanOut(inboxes, spreads, followers, 10, Duration.ZERO);
        try (Platform platform = new Platform(sandbox, "feed-many")
                        .withMetadata(LongStream.rangeClosed(101, 100 + many).toArray());
                MongoClient mongo = StoreConnections.mongo(platform.stores())) {
            platform.follow(2, 3);
            Inboxes inboxes = Inboxes.of(mongo, platform.stores(), platform.names());
            for (long id = 1; id <= posts; id++) {
                platform.inspected(Platform.shown(Platform.post(id, 1, "for many", "text")));
            }
            platform.inspected(Platform.shown(Platform.post(99, 1, "for one", "text", 2, 1)));
            long complete;
            try (RunningWorker worker = FeedWorker.start(platform.stores(), platform.names(), inSmallTurns)) {
                await().pollInterval(Duration.ofMillis(20))
                        .until(() -> !inboxes.holders(99).isEmpty());
                complete = worker.progress().handled();
            }
            assertThat(complete).as("posts for many that were complete before").isLessThan(posts);
            List<Integer> carried = new ArrayList<>();
            FeedWorker.Carrier counting = (all, spreads, followers) -> new FanOut(
                    all,
                    spreads,
                    (user, after, most) -> {
                        List<Long> next = followers.of(user, after, most);
                        synchronized (carried) {
                            carried.add(next.size());
                        }
                        return next;
                    },
                    10,
                    Duration.ZERO);
            try (RunningWorker worker = FeedWorker.start(platform.stores(), platform.names(), counting)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> inboxes.holders(posts).size() == many
                                && worker.progress().lag() == 0
                                && worker.progress().inFlight() == 0);
            }
            for (long id = 1; id <= posts; id++) {
                assertThat(inboxes.holders(id)).hasSize(many);
            }
            assertThat(carried.stream().mapToInt(size -> size).sum())
                    .as("followers that were asked for again")
                    .isLessThan(posts * many);
        }
    }
}
