package dev.kafkalab.labs.logs.index;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.retry.DeadLetterRecords;
import dev.kafkalab.retry.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts records aside that cannot be documents: as they are, with core's dead letter headers, so that {@code dlt show} says why
 * and {@code dlt redrive} puts them back.
 *
 * <p>None is given up. One that is too large for its topic goes in {@linkplain LetterParts parts}; what brokers do not take for
 * another reason is tried again until they do, and nothing behind it is committed. Then a letter may be there twice. Thread-safe.
 */
final class Letters implements AutoCloseable {
    private static final int MOST_HALVINGS = 6;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final DeadLetterRecords records;
    private final LetterTopics topics;
    private final Producer<byte[], byte[]> producer;
    private final Patience patience;

    Letters(LetterTopics topics, String group, Producer<byte[], byte[]> producer, Patience patience) {
        this.topics = topics;
        this.producer = producer;
        this.patience = patience;
        // What is too large goes in parts, so that there is always room to say why.
        this.records = new DeadLetterRecords(group, topics::partitions, name -> name, name -> Integer.MAX_VALUE);
    }

    static Letters open(IndexSettings settings, Map<String, Object> clientProperties, Patience patience) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LetterTopics.LARGEST);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LetterTopics.LARGEST);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000); // so that what waits can say so, and can be ended
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new Letters(
                new LetterTopics(clientProperties, settings.topic()),
                settings.group(),
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
                patience);
    }

    /** One that was sent: perhaps in parts. */
    record Sent(ProducerRecord<byte[], byte[]> letter, List<Future<RecordMetadata>> parts) {}

    /** Sends one; it is there when {@link #await} has returned. */
    Sent send(String topic, Delivery<?> delivery, Throwable failure) throws InterruptedException {
        LetterTopics.LetterTopic where = topic(topic);
        ProducerRecord<byte[], byte[]> letter =
                records.create(delivery, failure, new Recovery.DeadLetter(Optional.of(topic)));
        return send(letter, where.maxBytes());
    }

    private Sent send(ProducerRecord<byte[], byte[]> letter, int limit) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> part : LetterParts.of(letter, limit)) {
            sent.add(producer.send(part));
        }
        return new Sent(letter, sent);
    }

    private LetterTopics.LetterTopic topic(String name) throws InterruptedException {
        for (int waits = 0; ; waits++) {
            try {
                LetterTopics.LetterTopic topic = topics.get(name);
                if (waits > 0) {
                    patience.rewarded();
                }
                return topic;
            } catch (RuntimeException e) {
                patience.waitFor("the topic %s cannot be looked at: %s".formatted(name, e.getMessage()), waits);
            }
        }
    }

    /** Returns when the brokers have all of them. */
    void await(List<Sent> letters) throws InterruptedException {
        for (Sent letter : letters) {
            await(letter);
        }
    }

    private void await(Sent first) throws InterruptedException {
        Sent sent = first;
        int halvings = 0;
        for (int waits = 0; ; waits++) {
            Optional<Throwable> failure = failure(sent);
            if (failure.isEmpty()) {
                if (waits > 0) {
                    patience.rewarded();
                }
                return;
            }
            String topic = sent.letter().topic();
            if (failure.get() instanceof RecordTooLargeException) {
                halvings = Math.min(halvings + 1, MOST_HALVINGS);
            }
            patience.waitFor(
                    "the topic %s does not take a letter: %s"
                            .formatted(topic, failure.get().getMessage()),
                    waits);
            topics.forget(topic); // somebody may have changed it
            sent = send(sent.letter(), topic(topic).maxBytes() >> halvings);
        }
    }

    private static Optional<Throwable> failure(Sent sent) throws InterruptedException {
        for (Future<RecordMetadata> part : sent.parts()) {
            try {
                part.get();
            } catch (ExecutionException e) {
                return Optional.of(e.getCause() == null ? e : e.getCause());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        producer.close(LAST_WORDS); // what is not acknowledged is not committed either
    }
}
