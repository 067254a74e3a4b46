package dev.kafkalab;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.consumer.UndecodableRecordException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A plain function between two topics, exactly once: the result of a record and the note that the record is done are one
 * Kafka transaction, so readers with {@code read_committed} see each result once, whatever crashes.
 *
 * <p>Key, headers and timestamp are carried over; a key's order is kept. A tombstone stays one, without asking the
 * function. A function that returns null drops the record. The function may run more than once for a record whose
 * transaction was aborted: what it does besides returning is not undone.
 *
 * <p>Immutable; each method returns another. Thread-safe.
 *
 * @param <V> what the function so far returns
 */
public final class Pipe<V> {
    private final KafkaLab kafka;
    private final String in;
    private final Step<V> step;
    private final Serializer<? super V> serializer;
    private final UnaryOperator<ConsumerBuilder<byte[], byte[]>> settings;

    /** From the bytes of a value to what is made of it, null to drop it. */
    private interface Step<V> {
        @Nullable
        V apply(byte[] value, Delivery<?> delivery) throws Exception;
    }

    /** What a pipe does with a value; may be called by several threads at once. */
    @FunctionalInterface
    public interface Mapping<V, R> {
        /**
         * @return null to drop the record
         * @throws Exception what retry and recovery decide about; the pipe stops unless they are set
         */
        @Nullable
        R apply(V value) throws Exception;
    }

    private Pipe(
            KafkaLab kafka,
            String in,
            Step<V> step,
            Serializer<? super V> serializer,
            UnaryOperator<ConsumerBuilder<byte[], byte[]>> settings) {
        this.kafka = kafka;
        this.in = in;
        this.step = step;
        this.serializer = serializer;
        this.settings = settings;
    }

    static <V> Pipe<V> from(KafkaLab kafka, String in, Deserializer<V> values, Serializer<? super V> results) {
        return new Pipe<>(
                kafka, in, (value, delivery) -> decode(values, value, delivery), results, UnaryOperator.identity());
    }

    private static <V> V decode(Deserializer<V> values, byte[] value, Delivery<?> delivery) {
        try {
            return values.deserialize(delivery.record().topic(), delivery.headers(), value);
        } catch (RuntimeException e) {
            throw new UndecodableRecordException(UndecodableRecordException.Part.VALUE, delivery.origin(), e);
        }
    }

    /** Goes on with what the function makes of a value, of the same type. */
    public Pipe<V> map(Mapping<? super V, ? extends V> function) {
        return map(function, serializer);
    }

    /** Goes on with what the function makes of a value. */
    public <R> Pipe<R> map(Mapping<? super V, ? extends R> function, Serializer<? super R> results) {
        return new Pipe<>(
                kafka,
                in,
                (value, delivery) -> {
                    V before = step.apply(value, delivery);
                    return before == null ? null : function.apply(before);
                },
                results,
                settings);
    }

    /** Drops values for which this is false. */
    public Pipe<V> filter(Predicate<? super V> condition) {
        return map(value -> condition.test(value) ? value : null);
    }

    /** Changes how it consumes: group, concurrency, retry, dead letters. Commits must stay transactions. */
    public Pipe<V> with(UnaryOperator<ConsumerBuilder<byte[], byte[]>> change) {
        return new Pipe<>(kafka, in, step, serializer, builder -> change.apply(settings.apply(builder)));
    }

    /**
     * Starts it: group {@code pipe-<in>-to-<out>} from the earliest record, keys in parallel, a transaction every 100 ms,
     * unless {@link #with} says otherwise.
     *
     * @throws KafkaLabException if a topic does not exist, or settings contradict each other
     * @throws org.apache.kafka.common.KafkaException what Kafka refuses
     */
    public RunningConsumer to(String out) {
        if (out.equals(in)) {
            throw KafkaLabException.usage("a pipe from " + in + " to itself would never end; name another topic");
        }
        try (Cluster cluster = Cluster.connect(kafka.properties())) {
            new Partitions(cluster).describe(List.of(in, out));
        }
        ConsumerBuilder<byte[], byte[]> consumer = kafka.consumer(
                        in, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .group("pipe-" + in + "-to-" + out)
                .startFrom("earliest")
                .ordering(Ordering.BY_KEY)
                .commit(Commits.inTransaction());
        return settings.apply(consumer)
                .handle((value, delivery) -> send(value, delivery, out))
                .start();
    }

    private void send(byte @Nullable [] value, Delivery<?> delivery, String out) throws Exception {
        byte[] result = null;
        if (value != null) {
            V made = step.apply(value, delivery);
            if (made == null) {
                return;
            }
            result = serializer.serialize(out, delivery.headers(), made);
        }
        Headers headers = delivery.headers();
        delivery.send(new ProducerRecord<>(
                out, null, timestamp(delivery), delivery.record().key(), result, headers));
    }

    private static @Nullable Long timestamp(Delivery<?> delivery) {
        long timestamp = delivery.record().timestamp();
        return timestamp < 0 ? null : timestamp;
    }
}
