package dev.kafkalab.labs.tour;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.read.ContentReader;
import dev.kafkalab.labs.content.read.PostPage;
import dev.kafkalab.labs.content.read.ReadConnections;
import dev.kafkalab.labs.content.verify.ContentVerify;
import dev.kafkalab.labs.content.verify.Difference;
import dev.kafkalab.labs.content.verify.PlatformRemoval;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.workers.PlatformLag;
import dev.kafkalab.labs.content.workers.RunningPlatform;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import dev.kafkalab.sandbox.ServerKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.GroupListing;

/** Writes posts, and lets relay and workers carry them to all stores: each must have them, and lose what is deleted. */
final class CarryPost implements TourStep {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long READER = 2;

    private final ContentNames names;
    private final Clock clock;

    /** @param prefix of names that are free, and with which nothing else begins */
    CarryPost(String prefix, Clock clock) {
        this.names = new ContentNames(prefix);
        this.clock = clock;
    }

    @Override
    public String title() {
        return "Carry posts from MySQL through Kafka to MongoDB, Redis and Elasticsearch";
    }

    /** The last of the five that is started. */
    @Override
    public ServerKind server() {
        return ServerKind.ELASTICSEARCH;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of(
                "kafka-lab content create --user 1 --category 1 --title 'Kafka in an evening' --content 'Brokers keep records.'",
                "kafka-lab content workers --exit",
                "kafka-lab content trace 1",
                "kafka-lab content verify");
    }

    @Override
    public void run(TourSite site, Checks checks) throws Exception {
        ContentStores stores = stores(site);
        try (HikariDataSource pool = StoreConnections.mysql(stores, 2);
                ReadConnections connections = new ReadConnections(stores, names, 2);
                RunningPlatform carriers = RunningPlatform.start(stores, names, Optional.empty())) {
            PreparedDatabase database = new PreparedDatabase(pool, names);
            PostWriter posts = new PostWriter(database, names, new Metadata(database, names), clock);
            ContentReader reader = new ContentReader(connections);
            long korean = write(posts, "카프카 파티션", "브로커는 메시지를 파티션에 나누어 저장하고, 서버의 컨슈머가 데이터를 읽습니다.");
            long english =
                    write(posts, "Partitions of a broker", "Servers and databases read messages of Kafka brokers.");
            checks.expect("differences between the stores", "none", carried(stores));
            checks.expect("found in Korean", List.of(korean), ids(reader.search("파티션을", 0)));
            checks.expect("found in English", List.of(english), ids(reader.search("partition", 0)));
            checks.expect("in the inbox of a follower", List.of(english, korean), ids(reader.inbox(READER, 0)));
            posts.delete(korean);
            checks.expect("differences after a deletion", "none", carried(stores));
            checks.expect("found of what is deleted", List.of(), ids(reader.search("파티션을", 0)));
        }
    }

    private static long write(PostWriter posts, String title, String content) {
        return posts.create(new PostDraft(title, content, 1L, 1L)).post().id();
    }

    private static List<Long> ids(PostPage page) {
        return page.posts().stream().map(post -> post.id()).toList();
    }

    private String carried(ContentStores stores) throws InterruptedException, TimeoutException {
        if (!PlatformLag.await(stores, names, PATIENCE)) {
            throw new TimeoutException("relay and workers are not done after " + PATIENCE.toSeconds() + " s");
        }
        List<Difference> found = new ArrayList<>();
        ContentVerify.run(stores, names, found::add, posts -> {});
        return found.isEmpty() ? "none" : found.toString();
    }

    private static ContentStores stores(TourSite site) {
        return ContentStores.of(site.clientProperties(), site.sandbox().exports());
    }

    @Override
    public void cleanUp(TourSite site) {
        PlatformRemoval.run(stores(site), names);
        try (Cluster cluster = site.connect()) {
            cluster.await(cluster.admin()
                    .deleteTopics(cluster.await(cluster.admin().listTopics().names()).stream()
                            .filter(name -> name.startsWith(names.prefix()))
                            .toList())
                    .all());
            cluster.await(cluster.admin()
                    .deleteConsumerGroups(
                            cluster.await(cluster.admin().listGroups().all()).stream()
                                    .map(GroupListing::groupId)
                                    .filter(name -> name.startsWith(names.prefix()))
                                    .toList())
                    .all());
        }
    }
}
