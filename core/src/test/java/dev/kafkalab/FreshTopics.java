package dev.kafkalab;

import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Creates topics for tests. */
public final class FreshTopics {
    private FreshTopics() {}

    /**
     * Returns when the leader of each partition answers. An idempotent producer whose first batch meets a broker that does
     * not know that it leads is thrown out of step for as long as {@code delivery.timeout.ms}.
     */
    public static void create(Admin admin, NewTopic... topics) throws Exception {
        CreateTopicsResult created = admin.createTopics(List.of(topics));
        created.all().get();
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (NewTopic topic : topics) {
            int partitions = created.numPartitions(topic.name()).get();
            for (int partition = 0; partition < partitions; partition++) {
                all.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        await().ignoreExceptionsMatching(failure -> failure.getCause() instanceof RetriableException)
                .until(() -> admin.listOffsets(all).all().get() != null);
    }
}
