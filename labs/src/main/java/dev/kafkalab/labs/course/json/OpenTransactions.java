package dev.kafkalab.labs.course.json;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.frame.Await;
import dev.kafkalab.labs.frame.LabSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Looks whether a topic holds records of a transaction that has not ended. */
final class OpenTransactions {
    private OpenTransactions() {}

    /**
     * @param transactionalId whose; the one before is over and done with when this one is under way
     * @throws TimeoutException if there is none in time
     */
    static void await(LabSite site, String transactionalId, String topic, int partitions, Duration patience)
            throws InterruptedException, TimeoutException {
        Cluster cluster = site.cluster();
        Await.until(
                "a transaction under way in " + topic,
                patience,
                () -> isUnderWay(cluster, transactionalId) && holdsUncommitted(cluster, topic, partitions));
    }

    private static boolean isUnderWay(Cluster cluster, String transactionalId) {
        return cluster.await(cluster.admin()
                                .describeTransactions(List.of(transactionalId))
                                .description(transactionalId))
                        .state()
                == TransactionState.ONGOING;
    }

    private static boolean holdsUncommitted(Cluster cluster, String topic, int partitions) {
        return end(cluster, topic, partitions, IsolationLevel.READ_COMMITTED)
                < end(cluster, topic, partitions, IsolationLevel.READ_UNCOMMITTED);
    }

    private static long end(Cluster cluster, String topic, int partitions, IsolationLevel seenBy) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return cluster
                .await(cluster.admin()
                        .listOffsets(ends, new ListOffsetsOptions(seenBy))
                        .all())
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }
}
