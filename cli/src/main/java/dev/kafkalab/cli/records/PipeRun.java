package dev.kafkalab.cli.records;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.Pipe;
import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.consumer.Progress;
import dev.kafkalab.consumer.Progress.PartitionProgress;
import dev.kafkalab.consumer.RunningConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Carries records from one topic to another, exactly once, through a program if one is named. */
public final class PipeRun {
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final CommandContext context;
    private final PipeRequest request;

    public PipeRun(CommandContext context, PipeRequest request) {
        this.context = context;
        this.request = request;
    }

    /** @return one of {@link ExitCode} */
    public int run() {
        Map<String, Object> properties = context.connection().properties();
        Pipe<byte[]> pipe = KafkaLab.connect(properties)
                .pipe(request.from(), new ByteArrayDeserializer(), new ByteArraySerializer())
                .with(this::configure);
        if (request.map().isEmpty()) {
            return run(pipe, properties);
        }
        try (LineFilter filter = new LineFilter(request.map().get())) {
            return run(pipe.map(filter::apply), properties);
        }
    }

    private ConsumerBuilder<byte[], byte[]> configure(ConsumerBuilder<byte[], byte[]> consumer) {
        request.group().ifPresent(consumer::group);
        request.deadLetter().ifPresent(consumer::deadLetter);
        return consumer.concurrency(request.concurrency());
    }

    private int run(Pipe<byte[]> pipe, Map<String, Object> properties) {
        Optional<Map<TopicPartition, Long>> ends =
                request.untilEnd() ? Optional.of(ends(properties)) : Optional.empty();
        try (RunningConsumer running = pipe.to(request.to());
                Interruption interruption = new Interruption(running::close)) {
            while (!running.awaitStopped(GLANCE)) {
                if (ends.isPresent() && isAt(ends.get(), running.progress())) {
                    running.close();
                }
            }
            Progress progress = running.progress();
            context.say("%d records from %s to %s, %d failed attempts"
                    .formatted(progress.handled(), request.from(), request.to(), progress.failures()));
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    private Map<TopicPartition, Long> ends(Map<String, Object> properties) {
        try (Cluster cluster = Cluster.connect(properties)) {
            Partitions partitions = new Partitions(cluster);
            return partitions.end(partitions.select(List.of(TopicSelection.parse(request.from()))));
        }
    }

    /** Whether all that this member owns is done; what others own is theirs. */
    private static boolean isAt(Map<TopicPartition, Long> ends, Progress progress) {
        List<PartitionProgress> owned = progress.partitions();
        return !owned.isEmpty()
                && owned.stream()
                        .allMatch(partition -> partition.safe()
                                >= ends.getOrDefault(new TopicPartition(partition.topic(), partition.partition()), 0L));
    }
}
