package dev.kafkalab.deadletters;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.TopicChoice;
import dev.kafkalab.reading.TopicReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Puts dead letters back to the topic in which they failed.
 *
 * <p>Promise: a letter is put back once, however often a redrive is run, also if it is killed midway: what is put back and
 * the note that it was are one Kafka transaction. (Readers of the topic see that with {@code isolation.level=read_committed};
 * others may see what a killed redrive had sent and that was then aborted.) Key, value and headers are those of the original,
 * without what dead letter topics added; the {@link dev.kafkalab.consumer.Origin} stays; each round is counted. It goes to the
 * partition it came from or, if the topic has fewer now, to that of its key; letters of a key stay in order. Letters that a
 * filter does not mean, or that cannot be put back, stay and can be put back later. Letters that come while it runs are not
 * looked at, so that one which fails again at once goes round only once. Of two redrives of the same topic at once the first
 * is stopped.
 *
 * <p>A letter that was put back too often is parked in {@code <topic>-parking}, as it is, with its cause; from there it can
 * be put back with a higher limit.
 *
 * <p>Not promised: that a letter keeps its timestamp, since retention would delete an old one at once; its origin has it.
 *
 * <p>Used by one thread. Holds nothing to close.
 */
public final class Redrive {
    /** Ends the name of the topic for what came back too often. */
    public static final String PARKING_SUFFIX = "-parking";

    private final Cluster cluster;
    private final Map<String, Object> properties;

    /** @param properties any property of Kafka's clients, with {@code bootstrap.servers}; used for reading and sending */
    public Redrive(Cluster cluster, Map<String, Object> properties) {
        this.cluster = cluster;
        this.properties = new HashMap<>(properties);
        this.properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    /**
     * What {@link #run} would do now. Changes nothing.
     *
     * @throws KafkaLabException if the topic does not exist or holds no dead letter
     */
    public RedriveReport preview(RedriveRequest request) {
        TopicDescription topic = describe(request);
        RedriveProgress progress = RedriveProgress.read(cluster, properties, topic);
        return read(request, new RedriveRun(request, progress, new TargetTopics(cluster), moves -> moves));
    }

    /**
     * Puts letters back.
     *
     * @throws KafkaLabException if the topic does not exist or holds no dead letter; if another redrive of it was started
     *     meanwhile. What was put back until then stays so
     * @throws org.apache.kafka.common.KafkaException what Kafka's clients throw; a redrive that is run again goes on where this
     *     one ended
     */
    public RedriveReport run(RedriveRequest request) {
        TopicDescription topic = describe(request);
        RedriveProgress.prepare(cluster, topic.name());
        try (RedriveTransactions transactions = new RedriveTransactions(properties, topic.name())) {
            // After it fenced an earlier redrive: until then that one may still commit.
            RedriveProgress progress = RedriveProgress.read(cluster, properties, topic);
            TargetTopics targets = new TargetTopics(cluster);
            return read(
                    request,
                    new RedriveRun(
                            request,
                            progress,
                            targets,
                            moves -> transactions.move(
                                    moves, progress, targets, topic.partitions().size())));
        }
    }

    private TopicDescription describe(RedriveRequest request) {
        TopicDescription topic = DeadLetters.describe(cluster, request.topic());
        request.to().filter(to -> TargetTopics.partitions(cluster, to) == 0).ifPresent(to -> {
            throw KafkaLabException.notFound(
                    "topic '" + to + "' to put letters into does not exist; make it with: topic create " + to);
        });
        return topic;
    }

    private RedriveReport read(RedriveRequest request, RedriveRun run) {
        ReadRequest.Builder all =
                ReadRequest.of(new TopicChoice.Named(Set.of(request.topic()))).untilEnd();
        request.limit().ifPresent(all::limit);
        try (TopicReader reader = new TopicReader(properties, all.build(), notice -> {})) {
            reader.read(run);
        }
        RedriveReport report = run.report();
        DeadLetters.requireLetters(request.topic(), run.letters(), report.foreign());
        return report;
    }
}
