package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.labs.frame.LabSite;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines in one way, as fast as it goes, and measures how long each waits for its acknowledgement.
 *
 * @param lines what is sent, at most
 * @param limit how long it sends, at most
 */
record ProducerRun(LabSite site, String topic, List<byte[]> lines, Duration limit) {
    /** Small, so that few records wait in the producer when the time is over, and the latencies say something. */
    private static final int BUFFER_BYTES = 512 << 10;

    Measurement measure(ProducerWay way, int partition) throws InterruptedException {
        long[] took = new long[lines.size()];
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        boolean awaited = way.awaited() || !site.cured();
        int sent = 0;
        long bytes = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer(way)) {
            producer.partitionsFor(topic);
            long until = System.nanoTime() + limit.toNanos();
            for (byte[] line : lines) {
                int number = sent;
                long begun = System.nanoTime();
                if (begun > until) {
                    break;
                }
                Future<RecordMetadata> answer =
                        producer.send(new ProducerRecord<>(topic, partition, null, line), (place, refused) -> {
                            took[number] = System.nanoTime() - begun;
                            if (refused != null) {
                                failure.compareAndSet(null, refused);
                            }
                        });
                if (awaited) {
                    answer.get();
                }
                sent++;
                bytes += line.length;
            }
            producer.flush();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
        if (failure.get() != null) {
            throw new KafkaException(failure.get());
        }
        long[] sorted = Arrays.copyOf(took, sent);
        Arrays.sort(sorted);
        return new Measurement(way.toString(), sent, bytes, micros(sorted, 0.50), micros(sorted, 0.99), 0);
    }

    private static long micros(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1_000;
    }

    private KafkaProducer<byte[], byte[]> producer(ProducerWay way) {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("acks", way.acks());
        properties.put("linger.ms", String.valueOf(way.linger().toMillis()));
        properties.put("batch.size", String.valueOf(way.batchBytes()));
        properties.put("compression.type", way.compression());
        properties.put("buffer.memory", String.valueOf(BUFFER_BYTES));
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
