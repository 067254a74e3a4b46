package dev.kafkalab.retry;

import static dev.kafkalab.retry.DeadLetterHeaders.ORIGINAL_CONSUMER_GROUP;
import static dev.kafkalab.retry.DeadLetterHeaders.ORIGINAL_OFFSET;
import static dev.kafkalab.retry.DeadLetterHeaders.ORIGINAL_PARTITION;
import static dev.kafkalab.retry.DeadLetterHeaders.ORIGINAL_TIMESTAMP;
import static dev.kafkalab.retry.DeadLetterHeaders.ORIGINAL_TIMESTAMP_TYPE;
import static dev.kafkalab.retry.DeadLetterHeaders.ORIGINAL_TOPIC;
import static dev.kafkalab.retry.DeadLetterHeaders.REDRIVES;
import static dev.kafkalab.retry.DeadLetterHeaders.SPRING;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.OriginHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: key, value and headers of the record as they were, and {@link DeadLetterHeaders} that say where it
 * lay and why it failed. Thread-safe.
 *
 * <p>A key stays within one partition: the number of the record's own, modulo how many the dead letter topic has. Where
 * that is not known, the producer chooses by the key.
 *
 * <p>What the headers say of the failure is bounded: a message by 4 KiB, a stack trace by 16 KiB, and both by what the topic
 * has room for. A record that fills the limit by itself may still be refused; then its key waits and the listener is told,
 * until the dead letter topic's {@code max.message.bytes} is raised.
 */
public final class DeadLetterRecords {
    /** What Kafka's topics and producers take unless set otherwise. */
    public static final int STANDARD_MAX_BYTES = 1 << 20;

    private final String group;
    private final ToIntFunction<String> partitions;
    private final UnaryOperator<String> consumed;
    private final ToIntFunction<String> maxBytes;

    /**
     * @param group of the consumer
     * @param partitions how many a topic has; 0 if that is not known. Must not block
     * @param consumed for a retry topic, the topic whose records go through it; else the topic itself
     * @param maxBytes how large a record of a topic may be; must not block
     */
    public DeadLetterRecords(
            String group,
            ToIntFunction<String> partitions,
            UnaryOperator<String> consumed,
            ToIntFunction<String> maxBytes) {
        this.group = group;
        this.partitions = partitions;
        this.consumed = consumed;
        this.maxBytes = maxBytes;
    }

    /** Without retry topics, of {@link #STANDARD_MAX_BYTES}. */
    public DeadLetterRecords(String group, ToIntFunction<String> partitions) {
        this(group, partitions, UnaryOperator.identity(), topic -> STANDARD_MAX_BYTES);
    }

    /** The dead letter of a record that failed. */
    public ProducerRecord<byte[], byte[]> create(Delivery<?> delivery, Throwable failure, Recovery.DeadLetter where) {
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        Origin place = place(record, delivery.origin());
        String topic = where.topicFor(place.topic());
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, partition(place, topic), record.key(), record.value(), record.headers());
        Headers headers = letter.headers();
        SPRING.forEach(headers::remove);
        if (OriginHeader.carriedBy(record).isEmpty()) {
            headers.remove(REDRIVES); // copied from the record that this one was made of
        }
        headers.add(ORIGINAL_TOPIC, utf8(place.topic()));
        headers.add(ORIGINAL_PARTITION, int32(place.partition()));
        headers.add(ORIGINAL_OFFSET, int64(place.offset()));
        headers.add(ORIGINAL_TIMESTAMP, int64(place.timestamp()));
        headers.add(ORIGINAL_TIMESTAMP_TYPE, utf8(record.timestampType().toString()));
        headers.add(ORIGINAL_CONSUMER_GROUP, utf8(group));
        OriginHeader.set(headers, delivery.origin(), topic);
        FailureHeaders.add(headers, failure, maxBytes.applyAsInt(topic) - size(letter));
        return letter;
    }

    /** Where it lay when it failed; for one that came through a retry topic, in the topic that is consumed. */
    private Origin place(ConsumerRecord<?, ?> record, Origin origin) {
        String topic = consumed.apply(record.topic());
        return topic.equals(record.topic())
                ? new Origin(topic, record.partition(), record.offset(), record.timestamp())
                : new Origin(topic, origin.partition(), origin.offset(), origin.timestamp());
    }

    private @Nullable Integer partition(Origin place, String topic) {
        int count = partitions.applyAsInt(topic);
        return count > 0 ? Integer.valueOf(place.partition() % count) : null;
    }

    /** At most; see Kafka's record format: a batch has 61 bytes of its own, a record 21 at most, a header's lengths 10. */
    private static int size(ProducerRecord<byte[], byte[]> letter) {
        int size = 61 + 21 + length(letter.key()) + length(letter.value());
        for (Header header : letter.headers()) {
            size += 10 + utf8(header.key()).length + length(header.value());
        }
        return size;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] int32(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] int64(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
