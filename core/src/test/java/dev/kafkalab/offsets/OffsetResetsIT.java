package dev.kafkalab.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.groups.ActiveGroupException;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.offsets.PlannedOffset.Basis;
import dev.kafkalab.offsets.ResetScope.ByDuration;
import dev.kafkalab.offsets.ResetScope.FromFile;
import dev.kafkalab.offsets.ResetScope.ShiftBy;
import dev.kafkalab.offsets.ResetScope.ToCurrent;
import dev.kafkalab.offsets.ResetScope.ToDatetime;
import dev.kafkalab.offsets.ResetScope.ToEarliest;
import dev.kafkalab.offsets.ResetScope.ToLatest;
import dev.kafkalab.offsets.ResetScope.ToOffset;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SandboxTest
class OffsetResetsIT {
    private final long seed = Long.getLong("kafkalab.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final String name = "resets-" + Long.toUnsignedString(seed, 36);
    private final Instant now = Instant.now();
    private String servers;
    private Cluster cluster;
    private OffsetResets resets;

    @TempDir
    Path folder;

    @BeforeEach
    void connect(Sandbox sandbox) {
        System.out.println("-Dkafkalab.seed=" + seed);
        servers = sandbox.bootstrapServers().orElseThrow();
        cluster = Cluster.connect(servers, Duration.ofSeconds(20));
        resets = new OffsetResets(cluster, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void eachScopeCommitsWhatKafkasOwnToolCommitsForATwinGroup() throws Exception {
        List<String> topics = List.of(name + "-a", name + "-with-a-name-longer-than-24-characters");
        Map<TopicPartition, Long> before = new HashMap<>();
        for (String topic : topics) {
            fill(topic);
            for (int partition = 0; partition < 3; partition++) {
                before.put(new TopicPartition(topic, partition), (long) random.nextInt(60));
            }
        }
        Path file = folder.resolve("plan.csv");
        StringBuilder csv = new StringBuilder();
        before.keySet()
                .forEach(partition -> csv.append(
                        "%s,%d,%d%n".formatted(partition.topic(), partition.partition(), random.nextInt(150))));
        Files.writeString(file, csv);

        long offset = random.nextInt(120) - 10;
        long shift = random.nextInt(100) - 50;
        Instant time = now.minus(Duration.ofMinutes(random.nextInt(120))); // some are after every record
        int minutes = 30 + random.nextInt(60);
        twins("earliest", before, new ToEarliest(), "--to-earliest");
        twins("latest", before, new ToLatest(), "--to-latest");
        twins("offset", before, new ToOffset(offset), "--to-offset", "" + offset);
        twins("shift", before, new ShiftBy(shift), "--shift-by", "" + shift);
        twins("time", before, new ToDatetime(time.truncatedTo(ChronoUnit.MILLIS)), "--to-datetime", kafkaTime(time));
        twins("ago", before, new ByDuration(Duration.ofMinutes(minutes)), "--by-duration", "PT" + minutes + "M");
        twins("current", before, new ToCurrent(), "--to-current");
        twins(
                "file",
                before,
                new FromFile(OffsetFile.read(Files.readString(file), name + "-file", "plan.csv")),
                "--from-file",
                file.toString());
    }

    /** Timestamps half a minute off a record's, so that the two clocks of by-duration agree. */
    private void fill(String topic) throws Exception {
        new Topics(cluster).create(new TopicSpec(topic, Optional.of(3), Optional.empty(), Map.of()));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "transactional.id", topic),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            for (int round = 0; round < 4; round++) { // each leaves a marker in the log
                producer.beginTransaction();
                for (int i = 0; i < 20; i++) {
                    long at = now.minus(Duration.ofMinutes(5 + random.nextInt(110)))
                            .minusSeconds(30)
                            .toEpochMilli();
                    producer.send(new ProducerRecord<>(topic, random.nextInt(2), at, null, new byte[0]));
                }
                producer.flush(); // an abort forgets what was not sent yet
                if (random.nextBoolean()) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
        cluster.await(cluster.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(10)))
                .all());
    }

    private void twins(String scope, Map<TopicPartition, Long> before, ResetScope ours, String... theirs)
            throws Exception {
        String mine = name + "-" + scope;
        String twin = mine + "-twin";
        Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
        // One partition has no committed offset, where the scope allows it.
        before.forEach((partition, offset) -> {
            if (ours instanceof ShiftBy || partition.partition() != 1) {
                start.put(partition, new OffsetAndMetadata(offset));
            }
        });
        for (String group : List.of(mine, twin)) {
            cluster.await(
                    cluster.admin().alterConsumerGroupOffsets(group, start).all());
        }
        List<TopicSelection> topics = before.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .map(TopicSelection::parse)
                .toList();
        List<String> arguments = new ArrayList<>(List.of("--group", twin, "--execute", "--export"));
        topics.forEach(topic -> arguments.addAll(List.of("--topic", topic.topic())));
        arguments.addAll(List.of(theirs));

        OffsetPlan plan = resets.plan(new ResetRequest(mine, topics, ours, false));
        String exported = new KafkaTool(servers).resetOffsets(arguments.toArray(String[]::new));
        resets.apply(plan);

        Groups groups = new Groups(cluster);
        assertThat(groups.committed(mine))
                .as(scope)
                .isEqualTo(groups.committed(twin))
                .hasSize(6);
        assertThat(OffsetFile.write(plan).lines())
                .as("export of " + scope)
                .containsExactlyInAnyOrderElementsOf(exported.lines()
                        .filter(line -> line.matches("\"?resets-.*,\\d+,\\d+"))
                        .toList());
    }

    private static String kafkaTime(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS)
                .atOffset(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS"));
    }

    @Test
    void anOffsetThatIsNotThereIsClampedAloudAndRefusedWhereStrict() throws Exception {
        OffsetPlan plan = planFor(new ToOffset(1_000_000));
        assertThat(plan.rows())
                .allMatch(PlannedOffset::clamped)
                .allSatisfy(row -> assertThat(row.next()).isEqualTo(row.end()));
        assertThatThrownBy(plan::requireExact)
                .isInstanceOfSatisfying(
                        KafkaLabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PRECONDITION))
                .hasMessageContaining("asked 1000000");
    }

    private OffsetPlan planFor(ResetScope scope) throws Exception {
        fill(name);
        commit(name, name);
        return resets.plan(new ResetRequest(name, List.of(), scope, false));
    }

    private void commit(String group, String topic) {
        cluster.await(cluster.admin()
                .alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(10)))
                .all());
    }

    @Test
    void partialRefusalSaysWhichPartitionsWereReset() throws Exception {
        TopicPartition gone = new TopicPartition(name, 7);
        List<PlannedOffset> rows = new ArrayList<>(planFor(new ToEarliest()).rows());
        assertThat(rows).hasSize(1);
        PlannedOffset there =
                new PlannedOffset(rows.get(0).partition(), OptionalLong.of(10), 12, 12, 10, 20, Basis.EXACT);
        // As after the topic was made anew with fewer partitions.
        PlannedOffset stale = new PlannedOffset(gone, OptionalLong.of(10), 12, 12, 10, 20, Basis.EXACT);

        assertThatThrownBy(() -> resets.apply(new OffsetPlan(name, List.of(there, stale))))
                .isInstanceOfSatisfying(PartialResetException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.PARTLY_FAILED);
                    assertThat(e.applied()).containsExactly(there.partition());
                    assertThat(e.refused()).containsOnlyKeys(gone);
                });
        assertThat(new Groups(cluster).committed(name)).containsExactly(Map.entry(there.partition(), 12L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void anActiveGroupIsRefusedWithItsMembersNames(String protocol) throws Exception {
        String group = name + protocol;
        fill(group);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        group,
                        "group.protocol",
                        protocol,
                        "client.id",
                        "reader-7"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(group));
            Awaitility.await().until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
            OffsetPlan plan =
                    resets.plan(new ResetRequest(group, List.of(TopicSelection.parse(group)), new ToEarliest(), true));
            assertThatThrownBy(() -> resets.apply(plan))
                    .isInstanceOf(ActiveGroupException.class)
                    .hasMessageContaining("reader-7");
            assertThat(new Groups(cluster).committed(group)).isEmpty();
        }
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        fill(name);
        for (ResetRequest request : List.of(
                new ResetRequest(name + "?", List.of(TopicSelection.parse(name)), new ToLatest(), false),
                new ResetRequest(name, List.of(TopicSelection.parse(name + "-no")), new ToLatest(), true),
                new ResetRequest(name, List.of(TopicSelection.parse(name + ":7")), new ToLatest(), true))) {
            assertThatThrownBy(() -> resets.plan(request))
                    .isInstanceOfSatisfying(
                            KafkaLabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
        }
    }
}
