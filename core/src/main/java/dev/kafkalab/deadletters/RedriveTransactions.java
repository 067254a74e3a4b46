package dev.kafkalab.deadletters;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.deadletters.RedriveReport.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Moves letters and notes that they were moved, both in one transaction. Used by one thread, which closes it. */
final class RedriveTransactions implements AutoCloseable {
    /** What a record is refused for; everything else is no record's fault. */
    private static final List<Class<? extends KafkaException>> REFUSALS = List.of(
            RecordTooLargeException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            TopicAuthorizationException.class);

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /** Fences a redrive of the same topic that still runs, and waits until what it left open is aborted. */
    RedriveTransactions(Map<String, Object> given, String topic) {
        this.topic = topic;
        Map<String, Object> properties = new HashMap<>(given);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + RedriveProgress.SUFFIX);
        // What is too large is for brokers to say: a letter lay compressed among others in their log.
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 << 20);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * @param deadPartitions how many the dead letter topic has; a parking topic gets as many
     * @return what became of each
     */
    List<Move> move(List<Move> moves, RedriveProgress progress, TargetTopics targets, int deadPartitions) {
        moves.stream()
                .filter(move -> move.action() == Action.PARK && targets.partitions(move.target()) == 0)
                .forEach(move -> targets.make(move.target(), deadPartitions));
        List<Move> done = new ArrayList<>();
        List<Move> left = new ArrayList<>(moves);
        while (!left.isEmpty()) {
            Attempt attempt = new Attempt(left, progress, targets);
            try {
                attempt.run();
                done.addAll(left);
                left.clear();
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                throw new KafkaLabException(
                        KafkaLabException.Reason.PRECONDITION,
                        "another redrive of '" + topic + "' was started and goes on in place of this one",
                        e);
            } catch (KafkaException e) {
                abort(e);
                Move refused = attempt.refused(e);
                left.remove(refused);
                done.add(refused.refused(attempt.reason()));
            }
        }
        return done;
    }

    private void abort(KafkaException failure) {
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            failure.addSuppressed(e); // it cannot be aborted by us; the next redrive does
            throw failure;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** One transaction with these moves. */
    private final class Attempt {
        private final List<Move> moves;
        private final RedriveProgress progress;
        private final TargetTopics targets;
        private final Map<Move, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        private String reason = "";

        Attempt(List<Move> moves, RedriveProgress progress, TargetTopics targets) {
            this.moves = moves;
            this.progress = progress;
            this.targets = targets;
        }

        void run() {
            producer.beginTransaction();
            Map<Integer, TakenOffsets> taken = new HashMap<>();
            for (Move move : moves) {
                if (move.action() != Action.REPEAT) {
                    sent.put(move, producer.send(RedrivenRecord.of(move, targets.partitions(move.target()))));
                }
                int partition = move.letter().record().partition();
                taken.computeIfAbsent(partition, progress::copy)
                        .add(move.firstOffset(), move.letter().record().offset());
            }
            taken.forEach((partition, offsets) -> producer.send(progress.entry(partition, offsets)));
            producer.commitTransaction();
            taken.forEach(progress::remember);
        }

        /** Which move the brokers refuse, after a transaction failed; {@code failure} if it is no record's fault. */
        Move refused(KafkaException failure) {
            for (Map.Entry<Move, Future<RecordMetadata>> each : sent.entrySet()) {
                Throwable why = failure(each.getValue());
                if (REFUSALS.stream().anyMatch(type -> type.isInstance(why))) {
                    reason = String.valueOf(why.getMessage());
                    return each.getKey();
                }
            }
            throw failure;
        }

        String reason() {
            return reason;
        }

        private static Throwable failure(Future<RecordMetadata> sent) {
            try {
                sent.get();
                return new IllegalStateException("sent");
            } catch (ExecutionException e) {
                return Objects.requireNonNullElse(e.getCause(), e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
