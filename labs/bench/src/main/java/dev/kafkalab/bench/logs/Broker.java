package dev.kafkalab.bench.logs;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topics of the benchmark. Of one thread. */
final class Broker implements AutoCloseable {
    private static final int PARTITIONS = 3;
    /** At the end of the line, where its text ends in JSON; within a line, as in an address, the quote is escaped. */
    private static final Pattern NUMBER = Pattern.compile("#(\\d+)\"");

    private final String servers;
    private final Admin admin;
    private final KafkaConsumer<String, String> watching;

    Broker(String servers) {
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        this.watching = consumer();
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "max.poll.records", 10_000, "fetch.max.bytes", 32 << 20),
                new StringDeserializer(),
                new StringDeserializer());
    }

    void create(String topic) throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
                .all()
                .get();
        while (!isReady(topic)) {
            Thread.sleep(20);
        }
    }

    private boolean isReady(String topic) throws InterruptedException, ExecutionException {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(found -> found.partitions().stream())
                    .noneMatch(partition -> partition.leader() == null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) { // made, and not known everywhere yet
                return false;
            }
            throw e;
        }
    }

    void delete(String topic) throws InterruptedException, ExecutionException {
        admin.deleteTopics(List.of(topic)).all().get();
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    long records(String topic) {
        return watching.endOffsets(partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many different lines there are: each ends with its number. */
    int lines(String topic) {
        BitSet lines = new BitSet();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            consumer.assign(partitions(topic));
            consumer.seekToBeginning(consumer.assignment());
            long left = records(topic);
            while (left > 0) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(5))) {
                    left--;
                    Matcher number = NUMBER.matcher(record.value());
                    if (number.find()) {
                        lines.set(Integer.parseInt(number.group(1)));
                    }
                }
            }
        }
        return lines.cardinality();
    }

    @Override
    public void close() {
        watching.close();
        admin.close();
    }
}
