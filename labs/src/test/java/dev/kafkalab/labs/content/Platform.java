package dev.kafkalab.labs.content;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A platform of a test's own on the servers of a sandbox: its names, its metadata, and a hand that writes events. */
public final class Platform implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ContentStores stores;
    private final ContentNames names;
    private final HikariDataSource mysql;
    private final KafkaProducer<String, byte[]> producer;

    public Platform(Sandbox sandbox, String prefix) {
        this.stores = ContentStores.of(
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow()), sandbox.exports());
        this.names = new ContentNames(prefix + "-");
        this.mysql = StoreConnections.mysql(stores, 4);
        this.producer = new KafkaProducer<>(stores.kafka(), new StringSerializer(), new ByteArraySerializer());
        WorkerConsumer.ensureTopics(stores, names.original(), names.inspected());
    }

    public ContentStores stores() {
        return stores;
    }

    public ContentNames names() {
        return names;
    }

    public DataSource mysql() {
        return mysql;
    }

    public Metadata metadata() {
        return new Metadata(mysql, names);
    }

    /** Users 1 to 30, the three categories, and who follows user 1. */
    public Platform withMetadata(long... followersOfUserOne) throws SQLException {
        try (Connection connection = mysql.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("user", "category")) {
                statement.execute("CREATE TABLE " + names.table(table) + " (id BIGINT PRIMARY KEY, name VARCHAR(50))");
            }
            statement.execute("CREATE TABLE " + names.table("follow")
                    + " (user_id BIGINT, follower_id BIGINT, PRIMARY KEY (user_id, follower_id))");
            statement.execute(
                    "INSERT INTO " + names.table("category") + " VALUES (1, 'IT'), (2, 'Travel'), (3, 'Health')");
            statement.execute("INSERT INTO " + names.table("user") + " VALUES "
                    + LongStream.rangeClosed(1, 30)
                            .mapToObj(id -> "(" + id + ", 'user" + id + "')")
                            .collect(Collectors.joining(", ")));
        }
        follow(1, followersOfUserOne);
        return this;
    }

    public void follow(long user, long... followers) throws SQLException {
        try (Connection connection = mysql.getConnection();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < followers.length; from += 5_000) {
                statement.execute("INSERT INTO " + names.table("follow") + " VALUES "
                        + LongStream.of(followers)
                                .skip(from)
                                .limit(5_000)
                                .mapToObj(follower -> "(" + user + ", " + follower + ")")
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    /** A post of user 1 in category IT; the greater its id, the later it was written. */
    public static Post post(long id, long version, String title, String content) {
        return post(id, version, title, content, 1, 1);
    }

    public static Post post(long id, long version, String title, String content, long user, long category) {
        return new Post(
                id, title, content, user, category, START.plusSeconds(id), START.plusSeconds(id + version), version);
    }

    public static InspectedPost shown(Post post, String... tags) {
        Operation operation = post.version() == 1 ? Operation.CREATE : Operation.UPDATE;
        return InspectedPost.fits(OriginalPost.of(operation, post), post, List.of(tags), START);
    }

    public static InspectedPost deleted(long id, long version) {
        return InspectedPost.deleted(OriginalPost.deleted(id, version));
    }

    public static InspectedPost refused(long id, long version) {
        return InspectedPost.refused(OriginalPost.deleted(id, version), "reads like Travel rather than IT");
    }

    /** In this order. */
    public void inspected(InspectedPost... posts) {
        for (InspectedPost post : posts) {
            send(names.inspected(), post.id(), ContentJson.serdes().serializer().serialize(names.inspected(), post));
        }
        producer.flush();
    }

    public void original(OriginalPost... posts) {
        for (OriginalPost post : posts) {
            send(names.original(), post.id(), ContentJson.serdes().serializer().serialize(names.original(), post));
        }
        producer.flush();
    }

    public void send(String topic, long id, byte[] value) {
        producer.send(new ProducerRecord<>(topic, Long.toString(id), value));
    }

    /** What is in {@code post.inspected}, in order for each post. */
    public Map<Long, List<InspectedPost>> inspectedPosts() {
        Map<Long, List<InspectedPost>> posts = new HashMap<>();
        Map<String, Object> properties = new HashMap<>(stores.kafka());
        try (KafkaConsumer<byte[], InspectedPost> consumer = new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), ContentJson.serdes().deserializer(InspectedPost.class))) {
            List<TopicPartition> partitions = consumer.partitionsFor(names.inspected()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> posts.computeIfAbsent(record.value().id(), absent -> new ArrayList<>())
                                .add(record.value()));
            }
        }
        return posts;
    }

    /** Records that are in a topic, as the brokers have it; 0 if there is no such topic. */
    public long count(String topic) {
        try (Cluster cluster = Cluster.connect(stores.kafka())) {
            Topics topics = new Topics(cluster);
            if (topics.list(false).stream().noneMatch(each -> each.name().equals(topic))) {
                return 0;
            }
            return topics.describe(List.of(topic)).get(0).partitions().stream()
                    .mapToLong(partition -> partition.end() - partition.start())
                    .sum();
        }
    }

    @Override
    public void close() {
        producer.close();
        mysql.close();
    }
}
