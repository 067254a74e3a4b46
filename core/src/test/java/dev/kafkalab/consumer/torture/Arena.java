package dev.kafkalab.consumer.torture;

import dev.kafkalab.FreshTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics and group of one run, and what the brokers know of it afterwards. */
final class Arena {
    private static final int PARTITIONS = 4;

    private final Admin admin;
    private final MemberSettings settings;

    Arena(Admin admin, MemberSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    String protocol() {
        return settings.protocol();
    }

    void prepare() throws Exception {
        settings.effects().ifPresent(table -> {
            try (table) {
                table.create();
            }
        });
        FreshTopics.create(
                admin,
                new NewTopic(settings.topic(), Optional.of(PARTITIONS), Optional.empty()),
                new NewTopic(settings.output(), Optional.of(PARTITIONS), Optional.empty()));
        if (settings.protocol().equals("consumer")) {
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
            admin.incrementalAlterConfigs(Map.of(
                            group,
                            List.of(
                                    set("consumer.heartbeat.interval.ms", "100"),
                                    set("consumer.session.timeout.ms", "20000"))))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Partitions that the coordinator has given to nobody. */
    List<TopicPartition> orphans() {
        try {
            Set<TopicPartition> owned = admin
                    .describeConsumerGroups(List.of(settings.group()))
                    .describedGroups()
                    .get(settings.group())
                    .get()
                    .members()
                    .stream()
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .collect(Collectors.toSet());
            return partitions(settings.topic()).stream()
                    .filter(partition -> !owned.contains(partition))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) { // nobody has joined yet
                return partitions(settings.topic());
            }
            throw new IllegalStateException("cannot describe " + settings.group(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("cannot describe " + settings.group(), e);
        }
    }

    /** After all was done and the members have left, everything must be committed. */
    List<Finding> notCommitted() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settings.group())
                .partitionsToOffsetAndMetadata()
                .get();
        List<Finding> findings = new ArrayList<>();
        for (TopicPartition partition : partitions(settings.topic())) {
            ListOffsetsResultInfo end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get();
            OffsetAndMetadata offset = committed.get(partition);
            if (end.offset() > 0 && (offset == null || offset.offset() != end.offset())) {
                findings.add(new Finding(
                        Finding.Kind.UNEXPECTED,
                        partition + " ends at " + end.offset() + ", committed is " + offset + " after all have left"));
            }
        }
        return findings;
    }

    /** What a reader of committed effects finds: rows where there is an inbox, else records of the output. */
    List<Sent.Place> effects() throws Exception {
        if (settings.mode().inbox()) {
            try (EffectTable table = settings.effects().orElseThrow()) {
                return table.places();
            }
        }
        List<Sent.Place> effects = new ArrayList<>();
        Map<String, Object> properties =
                Map.of("bootstrap.servers", settings.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(settings.output());
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                    String[] place = new String(record.value(), StandardCharsets.US_ASCII).split("@");
                    effects.add(new Sent.Place(Integer.parseInt(place[0]), Long.parseLong(place[1])));
                }
            }
        }
        return effects;
    }
}
