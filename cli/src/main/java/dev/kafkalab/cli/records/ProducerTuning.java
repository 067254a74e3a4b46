package dev.kafkalab.cli.records;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** Producer properties for sending many records from one process with a small heap. What the user says goes first. */
final class ProducerTuning {
    private static final int LINGER_MILLIS = 10;
    private static final int BATCH_BYTES = 256 * 1024;
    /**
     * A larger buffer keeps the objects of more unacknowledged records alive, which costs more in garbage collection than
     * it gains: 8 MB is measured best.
     */
    private static final long BUFFER_BYTES = 8L << 20;

    private ProducerTuning() {}

    static Map<String, Object> properties(
            Map<String, Object> connection, ProduceRequest request, Optional<Duration> timeout) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, request.compression());
        properties.put(ProducerConfig.ACKS_CONFIG, request.acks());
        boolean all = request.acks().equals("all") || request.acks().equals("-1");
        properties.putIfAbsent(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, all);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.putIfAbsent(
                ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER_BYTES, 2 * largestRequest(properties)));
        int linger = (int) timeout.map(limit -> Math.min(LINGER_MILLIS, limit.toMillis() / 2))
                .orElse((long) LINGER_MILLIS)
                .longValue();
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, linger);
        long patience = timeout.orElse(Duration.ofMinutes(2)).toMillis();
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(30_000, patience));
        // Kafka's client refuses a delivery that may take less than one request.
        long oneRequest = number(properties.get(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG));
        int delivery = (int) Math.min(Math.max(patience, oneRequest + linger), Integer.MAX_VALUE);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        // Waiting for room in the buffer is waiting for delivery.
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery);
        return properties;
    }

    private static long largestRequest(Map<String, Object> properties) {
        return number(properties.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20));
    }

    private static long number(@Nullable Object value) {
        try {
            return Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            return 0; // Kafka's client says what is wrong with it
        }
    }
}
