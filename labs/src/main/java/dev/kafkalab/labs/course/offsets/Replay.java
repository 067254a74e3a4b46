package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.groups.ActiveGroupException;
import dev.kafkalab.labs.frame.Await;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.offsets.OffsetPlan;
import dev.kafkalab.offsets.OffsetResets;
import dev.kafkalab.offsets.ResetRequest;
import dev.kafkalab.offsets.ResetScope;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A group that has handled all of a topic is to handle it again from {@code from} on.
 *
 * @param effects where handlers leave their effects
 * @param way whose name the effects carry
 * @param operator remembers what was tried
 */
record Replay(
        LabSite site, String source, String group, long from, EffectTopic effects, Way way, OperatorLog operator) {
    static final String OUTSIDE = "reset-tool";
    static final String BROKER = "broker-asked";
    static final String MEMBER = "member-commits";
    static final String PREVIEW = "preview";
    static final String REFUSED = "refused";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Deserializer<String> TEXT = new StringDeserializer();

    // --- what goes wrong ---

    /** The mistake: the member commits earlier offsets, and its own next commit takes them back. */
    void whileRunning(long records) {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "true");
        properties.put("auto.commit.interval.ms", "100");
        try (Cluster cluster = site.connect();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(source));
            long until = System.nanoTime() + PATIENCE.toNanos();
            long handled = 0;
            while (handled < records || site.lag(group) > 0) {
                handled += poll(consumer, until);
            }
            Map<TopicPartition, OffsetAndMetadata> earlier =
                    consumer.assignment().stream().collect(Collectors.toMap(each -> each, this::place));
            refusals(cluster, earlier);
            consumer.commitSync(earlier);
            operator.add(MEMBER, site.lag(group));
            while (site.lag(group) > 0) {
                poll(consumer, until);
            }
        }
    }

    private OffsetAndMetadata place(TopicPartition partition) {
        return new OffsetAndMetadata(from);
    }

    private int poll(KafkaConsumer<byte[], byte[]> consumer, long until) {
        if (System.nanoTime() > until) {
            throw new TimeoutException("group " + group + " did not come to the end");
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(50));
        records.forEach(record -> effects.add(record, way.toString()));
        return records.count();
    }

    // --- what holds ---

    void stopped() throws Exception {
        try (Cluster cluster = site.connect()) {
            RunningConsumer running = startAndFinish();
            List<TopicPartition> partitions =
                    new Partitions(cluster).select(List.of(new TopicSelection(source, Set.of())));
            try {
                refusals(cluster, partitions.stream().collect(Collectors.toMap(each -> each, this::place)));
                resetBetween(running, new OffsetResets(cluster, Clock.systemUTC()));
            } finally {
                running.close();
            }
            startAndFinish().close();
        }
    }

    private void resetBetween(RunningConsumer running, OffsetResets resets) {
        // cure
        running.close(); // without members nobody commits
        OffsetPlan plan = resets.plan(new ResetRequest(group, List.of(), new ResetScope.ToOffset(from), false));
        operator.add(PREVIEW, plan.replayed()); // look before you leap
        resets.apply(plan); // refused if somebody has joined meanwhile
        // end
    }

    private RunningConsumer startAndFinish() throws Exception {
        CountDownLatch joined = new CountDownLatch(1);
        RunningConsumer running = site.kafka()
                .consumer(source, TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                .listener(new ConsumerListener() {
                    @Override
                    public void onAssigned(Collection<TopicPartition> partitions) {
                        joined.countDown();
                    }
                })
                .handle((value, delivery) -> effects.add(delivery.record(), way.toString()))
                .start();
        try {
            if (!joined.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new TimeoutException("nobody joined group " + group);
            }
            Await.until("group " + group + " at the end", PATIENCE, () -> site.lag(group) == 0);
            return running;
        } catch (Exception e) {
            running.close();
            throw e;
        }
    }

    // --- what the brokers say to it ---

    /** Asks from outside while a member is there: once with a look at the members, once without. */
    private void refusals(Cluster cluster, Map<TopicPartition, OffsetAndMetadata> earlier) {
        OffsetResets resets = new OffsetResets(cluster, Clock.systemUTC());
        String tool = "accepted";
        try {
            resets.apply(resets.plan(new ResetRequest(group, List.of(), new ResetScope.ToOffset(from), false)));
        } catch (ActiveGroupException e) {
            tool = REFUSED;
        }
        operator.add(OUTSIDE, tool);
        String broker = "accepted";
        try {
            cluster.await(
                    cluster.admin().alterConsumerGroupOffsets(group, earlier).all());
        } catch (ApiException e) {
            broker = e.getClass().getSimpleName();
        }
        operator.add(BROKER, broker);
    }
}
