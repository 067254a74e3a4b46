package dev.kafkalab.consumer.torture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a topic filled with keyed, numbered records, a fifth of them of one key. Keeps a bounded
 * number unfinished, so that there is always work and never too much. {@link #finished} is called by another thread.
 */
final class Load implements AutoCloseable {
    private static final int KEYS = 60;
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** In one go; with the pause, not more than 500 a second: several of these share a machine. */
    private static final int AT_ONCE = 5;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Random random;
    private final int backlog;
    private final Map<String, Long> sequences = new HashMap<>();
    /** Guarded by itself. */
    private final List<Sent> sent = new ArrayList<>();

    private final Thread thread;
    private volatile long finished;
    private volatile boolean stopping;
    private volatile @Nullable Exception failure;

    /** @param backlog how many are unfinished at most */
    Load(String bootstrapServers, String topic, int backlog, long seed) {
        this.topic = topic;
        this.backlog = backlog;
        this.random = new Random(seed);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.thread = new Thread(this::run, "load");
        thread.start();
    }

    /** Tells how many records are finished by now. */
    void finished(long records) {
        finished = records;
    }

    private void run() {
        long produced = 0;
        try {
            while (!stopping) {
                if (produced - finished < backlog) {
                    for (int i = 0; i < AT_ONCE; i++) {
                        send();
                    }
                    produced += AT_ONCE;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            producer.close();
        }
    }

    private void send() {
        String key = "k" + (random.nextInt(5) == 0 ? 0 : random.nextInt(KEYS));
        long sequence = sequences.merge(key, 1L, Long::sum) - 1;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                key.getBytes(StandardCharsets.US_ASCII),
                Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
        producer.send(record, (metadata, refusal) -> {
            if (refusal == null) {
                synchronized (sent) {
                    sent.add(new Sent(metadata.partition(), metadata.offset(), key, sequence));
                }
            } else {
                failure = refusal;
                stopping = true;
            }
        });
    }

    /** Stops; what was sent is then acknowledged, or this fails. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
        if (failure != null) {
            throw new IllegalStateException("the load could not be sent", failure);
        }
    }

    int sentCount() {
        synchronized (sent) {
            return sent.size();
        }
    }

    List<Sent> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }
}
