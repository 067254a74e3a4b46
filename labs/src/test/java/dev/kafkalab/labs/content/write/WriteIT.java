package dev.kafkalab.labs.content.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.Operation;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
class WriteIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    @Test
    void eachChangeIsAVersionWithItsEvent(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "write-versions")) {
            PostWriter writer = writer(platform);
            WrittenPost created = writer.create(draft("제목 one"));
            long id = created.post().id();
            writer.update(id, new PostDraft("two", "other", null, 3L));
            writer.revise(id, new PostDraft(null, "another", 7L, null));
            WrittenPost deleted = writer.delete(id);

            assertThat(created.post().createdAt()).isEqualTo(NOW);
            assertThat(deleted.post().version()).isEqualTo(4);
            WrittenPost row =
                    new PostTable(platform.mysql(), platform.names()).find(id).orElseThrow();
            assertThat(row).isEqualTo(deleted);
            assertThat(row.post().title()).isEqualTo("two");
            assertThat(row.post().content()).isEqualTo("another");
            assertThat(row.deletedAt()).contains(NOW);
            List<OriginalPost> events = outbox(platform);
            assertThat(events).extracting(OriginalPost::version).containsExactly(1L, 2L, 3L, 4L);
            assertThat(events)
                    .extracting(OriginalPost::operationType)
                    .containsExactly(Operation.CREATE, Operation.UPDATE, Operation.UPDATE, Operation.DELETE);
            assertThat(events.get(0).payload()).isEqualTo(created.post());
            assertThatThrownBy(() -> writer.delete(id)).hasMessage("post " + id + " was deleted");
            assertThatThrownBy(() -> writer.revise(id, draft("late"))).hasMessage("post " + id + " was deleted");
            assertThatThrownBy(() -> writer.delete(id + 1))
                    .isInstanceOfSatisfying(
                            KafkaLabException.class,
                            unknown -> assertThat(unknown.reason()).isEqualTo(KafkaLabException.Reason.NOT_FOUND));
            assertThat(outbox(platform)).hasSize(4);
        }
    }

    @Test
    void rowAndEventAreBothThereOrNeither(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "write-both")) {
            PostWriter writer = writer(platform);
            long id = writer.create(draft("kept")).post().id();
            execute(platform, "RENAME TABLE " + outboxTable(platform) + " TO " + outboxTable(platform) + "_away");
            assertThatThrownBy(() -> writer.create(draft("lost"))).hasMessageContaining("nothing was written");
            assertThatThrownBy(() -> writer.delete(id)).hasMessageContaining("nothing was written");
            execute(platform, "RENAME TABLE " + outboxTable(platform) + "_away TO " + outboxTable(platform));
            PostTable table = new PostTable(platform.mysql(), platform.names());
            assertThat(table.after(0, 10))
                    .extracting(post -> post.post().title())
                    .containsExactly("kept");
            assertThat(table.find(id).orElseThrow().deleted()).isFalse();
            assertThat(outbox(platform)).hasSize(1);
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce(Sandbox sandbox) {
        try (Platform platform = new Platform(sandbox, "write-wrong")) {
            PostWriter writer = writer(platform);
            assertThatThrownBy(() -> writer.create(new PostDraft("x".repeat(101), " ", 31L, 4L)))
                    .isInstanceOfSatisfying(
                            InvalidPostException.class,
                            invalid -> assertThat(invalid.fields())
                                    .containsExactly(
                                            new InvalidField("title", "must have 1 to 100 characters, not 101"),
                                            new InvalidField("content", "must not be empty"),
                                            new InvalidField("userId", "must be a user; there is no user 31"),
                                            new InvalidField(
                                                    "categoryId", "must be a category; there is no category 4")));
            assertThatThrownBy(() -> writer.create(new PostDraft(null, null, null, null)))
                    .hasMessage("title must not be empty; content must not be empty; userId must not be empty;"
                            + " categoryId must not be empty");
            assertThatThrownBy(() -> writer.create(new PostDraft("two\nlines", "x".repeat(20_001), 1L, 1L)))
                    .hasMessage("title must be one line without control characters;"
                            + " content must have 1 to 20000 characters, not 20001");
            assertThatThrownBy(() -> writer.create(new PostDraft("\ud83d", "c", 1L, 1L)))
                    .hasMessage("title must not hold half a character");
            // Characters, not bytes or UTF-16 units.
            WrittenPost longest = writer.create(new PostDraft("😀".repeat(100), "가".repeat(20_000), 1L, 1L));
            assertThatThrownBy(() -> writer.update(longest.post().id(), new PostDraft("t", "c", 2L, 1L)))
                    .hasMessage("userId must be the author's, who is user 1");
            assertThatThrownBy(() -> writer.update(longest.post().id(), new PostDraft("t", null, null, null)))
                    .hasMessage("content must not be empty; categoryId must not be empty");
            assertThatThrownBy(() -> writer.revise(longest.post().id(), new PostDraft("", null, null, 9L)))
                    .hasMessage("title must not be empty; categoryId must be a category; there is no category 9");
        }
    }

    @Test
    void whoeverWritesAtOnceTheEventsOfAPostAreCarriedOnceAndInTheOrderOfItsVersions(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "write-order");
                PostRelay first = PostRelay.start(platform.stores(), platform.names());
                PostRelay second = PostRelay.start(platform.stores(), platform.names())) {
            PostWriter writer = writer(platform);
            long id = writer.create(draft("at once")).post().id();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> writes = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    writes.add(threads.submit(() -> {
                        for (int n = 0; n < 10; n++) {
                            writer.revise(id, new PostDraft("again", null, null, null));
                        }
                    }));
                }
                await().atMost(Duration.ofSeconds(20)).until(() -> first.carries() || second.carries());
                PostRelay carrying = first.carries() ? first : second;
                PostRelay standingBy = carrying == first ? second : first;
                carrying.close();
                for (Future<?> write : writes) {
                    write.get();
                }
                writer.delete(id);
                await().atMost(Duration.ofSeconds(20)).until(standingBy::isDone);
                assertThat(standingBy.carries()).isTrue();
            } finally {
                threads.shutdownNow();
            }
            List<ConsumerRecord<String, OriginalPost>> carried = carried(platform);
            assertThat(carried).extracting(ConsumerRecord::key).containsOnly(Long.toString(id));
            assertThat(carried)
                    .extracting(record -> record.value().version())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 42).boxed().toList());
            assertThat(carried.get(41).value()).isEqualTo(OriginalPost.deleted(id, 42));
        }
    }

    @Test
    void theSchemaIsMadeOnceByWhoeverComesFirst(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "write-schema")) {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> made = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    made.add(threads.submit(() -> {
                        new ContentSchema(platform.names()).ensure(platform.mysql());
                        return null;
                    }));
                }
                for (Future<?> each : made) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(platform.metadata().userName(30)).contains("user30");
            assertThat(platform.metadata().categoryName(3)).contains("Health");
            assertThat(platform.metadata().followers(1, 0, 100)).hasSize(29).doesNotContain(1L);
            for (long user = 2; user <= 30; user++) {
                assertThat(platform.metadata().followers(user, 0, 100))
                        .hasSize(3)
                        .doesNotContain(user);
            }
            new ContentSchema(platform.names()).drop(platform.mysql());
        }
    }

    private static PostDraft draft(String title) {
        return new PostDraft(title, "text", 7L, 1L);
    }

    private static PostWriter writer(Platform platform) {
        PreparedDatabase database = new PreparedDatabase(platform.mysql(), platform.names());
        return new PostWriter(
                database, platform.names(), new Metadata(database, platform.names()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String outboxTable(Platform platform) {
        return ContentSchema.outbox(platform.names()).table();
    }

    private static void execute(Platform platform, String sql) throws SQLException {
        try (Connection connection = platform.mysql().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<OriginalPost> outbox(Platform platform) throws Exception {
        List<OriginalPost> events = new ArrayList<>();
        try (Connection connection = platform.mysql().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT payload FROM " + outboxTable(platform) + " ORDER BY id")) {
            while (rows.next()) {
                events.add(ContentJson.mapper().readValue(rows.getString(1), OriginalPost.class));
            }
        }
        return events;
    }

    private static List<ConsumerRecord<String, OriginalPost>> carried(Platform platform) {
        Map<String, Object> properties = new HashMap<>(platform.stores().kafka());
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<String, OriginalPost>> records = new ArrayList<>();
        try (KafkaConsumer<String, OriginalPost> consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), ContentJson.serdes().deserializer(OriginalPost.class))) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(platform.names().original())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
