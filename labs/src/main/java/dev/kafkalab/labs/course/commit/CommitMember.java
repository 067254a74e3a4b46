package dev.kafkalab.labs.course.commit;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.labs.frame.Child;
import dev.kafkalab.labs.frame.EffectTopic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The process that is killed: a consumer that commits in one of the ways. */
public final class CommitMember {
    static final int PARTITIONS = 3;
    static final int CONCURRENCY = 4;
    static final int BATCH = 5;
    /** It says so once the effect of a record is on the brokers. */
    static final String DONE = "done";

    static final String JOINED = "joined";
    private static final Duration WORK = Duration.ofMillis(10);
    private static final Deserializer<String> TEXT = new StringDeserializer();

    private final Child child;
    private final String topic;
    private final String group;
    private final String name;
    private final EffectTopic effects;
    private final KafkaLab kafka;

    private CommitMember(Child child, String topic, String group, String effects, String name) {
        this.child = child;
        this.topic = topic;
        this.group = group;
        this.name = name;
        this.effects = new EffectTopic(child.clientProperties(), effects);
        this.kafka = KafkaLab.connect(child.clientProperties());
    }

    /** Arguments: way, topic, group, topic of effects, name. */
    public static void main(String[] arguments) throws InterruptedException {
        Child child = Child.begin();
        CommitMember member = new CommitMember(child, arguments[1], arguments[2], arguments[3], arguments[4]);
        switch (Way.of(arguments[0])) {
            case AUTO_POOL -> member.autoCommitWithPool();
            case AUTO -> member.autoCommit();
            case EACH -> member.run(member.each());
            case BATCH -> member.run(member.batches());
            case MANUAL -> member.run(member.manual());
            case AFTER -> member.run(member.afterProcessing());
        }
        System.exit(0);
    }

    /** The effect, which is what a customer would see. */
    private void handle(ConsumerRecord<?, ?> record) {
        LockSupport.parkNanos(WORK.toNanos());
        effects.add(record, name);
        child.say(DONE);
    }

    // --- what goes wrong ---

    /** The mistake: the client commits at poll() what it handed out, done or not. */
    private void autoCommitWithPool() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(CONCURRENCY);
        try (KafkaConsumer<String, String> consumer = polling(Duration.ofMillis(100))) {
            while (!child.isAskedToLeave()) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> pool.execute(() -> handle(record)));
            }
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
    }

    private void autoCommit() {
        try (KafkaConsumer<String, String> consumer = polling(Duration.ofSeconds(5))) {
            while (!child.isAskedToLeave()) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::handle);
            }
        }
    }

    private KafkaConsumer<String, String> polling(Duration interval) {
        Map<String, Object> properties = new HashMap<>(child.clientProperties());
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "true");
        properties.put("auto.commit.interval.ms", String.valueOf(interval.toMillis()));
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties, TEXT, TEXT);
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                child.say(JOINED);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        });
        return consumer;
    }

    // --- what holds ---

    private ConsumerBuilder<String, String> afterProcessing() {
        // cure
        return kafka.consumer(topic, TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                .ordering(Ordering.BY_KEY)
                .concurrency(4)
                .commit(Commits.afterProcessing().every(Duration.ofMillis(200)))
                .handle((value, delivery) -> handle(delivery.record()));
        // end
    }

    private ConsumerBuilder<String, String> each() {
        return consumer().commit(Commits.each()).handle((value, delivery) -> handle(delivery.record()));
    }

    private ConsumerBuilder<String, String> batches() {
        return consumer()
                .ordering(Ordering.BY_PARTITION)
                .commit(Commits.each())
                .handleBatch(
                        BATCH,
                        batch -> batch.forEach(
                                received -> handle(received.delivery().record())));
    }

    /** Somebody else, here a thread, says when a record is done. */
    private ConsumerBuilder<String, String> manual() {
        ExecutorService elsewhere = Executors.newFixedThreadPool(CONCURRENCY);
        return consumer()
                .commit(Commits.manual())
                .handle((value, delivery) -> elsewhere.execute(() -> {
                    handle(delivery.record());
                    delivery.acknowledge();
                }));
    }

    private ConsumerBuilder<String, String> consumer() {
        return kafka.consumer(topic, TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                .ordering(Ordering.BY_KEY)
                .concurrency(CONCURRENCY);
    }

    private void run(ConsumerBuilder<String, String> builder) throws InterruptedException {
        child.awaitLeave(builder.listener(new ConsumerListener() {
                    @Override
                    public void onAssigned(Collection<TopicPartition> partitions) {
                        child.say(JOINED);
                    }
                })
                .start());
    }
}
