package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.cluster.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers know of a partition whose timestamps are theirs ({@code message.timestamp.type=LogAppendTime}).
 *
 * @param records how many there are
 * @param after how many were appended after the first batch
 * @param millis from the first append to the last
 */
record Appended(long records, long after, long millis) {
    /** Topics need this for what is said here to be true. */
    static final Map<String, String> TOPIC = Map.of("message.timestamp.type", "LogAppendTime");

    /** Partitions 0 and on of a topic; none of them empty. */
    static List<Appended> of(Cluster cluster, String topic, int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<TopicPartition, ListOffsetsResultInfo> ends = ask(cluster, all, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> firsts = ask(cluster, all, OffsetSpec.forTimestamp(0));
        Map<TopicPartition, ListOffsetsResultInfo> lasts = ask(cluster, all, OffsetSpec.maxTimestamp());
        Map<TopicPartition, OffsetSpec> behind = new HashMap<>();
        firsts.forEach((partition, first) -> behind.put(partition, OffsetSpec.forTimestamp(first.timestamp() + 1)));
        Map<TopicPartition, ListOffsetsResultInfo> seconds =
                cluster.await(cluster.admin().listOffsets(behind).all());
        return all.stream()
                .map(partition -> {
                    ListOffsetsResultInfo first = in(firsts, partition);
                    long end = in(ends, partition).offset();
                    long second = in(seconds, partition).offset();
                    return new Appended(
                            end - first.offset(),
                            second < 0 ? 0 : end - second,
                            in(lasts, partition).timestamp() - first.timestamp());
                })
                .toList();
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ask(
            Cluster cluster, List<TopicPartition> partitions, OffsetSpec question) {
        return cluster.await(cluster.admin()
                .listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> question)))
                .all());
    }

    private static ListOffsetsResultInfo in(
            Map<TopicPartition, ListOffsetsResultInfo> answers, TopicPartition partition) {
        return Objects.requireNonNull(answers.get(partition));
    }

    /** Records a second. The first batch came at the moment that the clock began to run, so it does not count. */
    long rate() {
        return millis == 0 ? records * 1_000 : after * 1_000 / millis;
    }
}
