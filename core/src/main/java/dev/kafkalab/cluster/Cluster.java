package dev.kafkalab.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A connection to a Kafka cluster for administration. Connects on first use, so an address where nobody listens shows
 * as a {@link org.apache.kafka.common.errors.TimeoutException} of the first question.
 *
 * <p>Thread-safe. Whoever connects closes it; what is built on it ({@code Topics}, {@code Groups}, {@code
 * OffsetResets}) holds nothing of its own to close.
 */
public final class Cluster implements AutoCloseable {
    private final Admin admin;

    private Cluster(Admin admin) {
        this.admin = admin;
    }

    /**
     * @param properties any property of Kafka's admin client; {@code default.api.timeout.ms} bounds each question
     * @throws org.apache.kafka.common.config.ConfigException if a property is wrong
     */
    public static Cluster connect(Map<String, Object> properties) {
        return new Cluster(Admin.create(properties));
    }

    /** @param timeout how long each question may take, retries included */
    public static Cluster connect(String bootstrapServers, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        return connect(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis));
    }

    /** Kafka's own client, for questions this library does not ask. Closed with this connection, never before. */
    public Admin admin() {
        return admin;
    }

    /**
     * Waits for an answer.
     *
     * @throws org.apache.kafka.common.KafkaException what the answer failed with, unwrapped
     * @throws InterruptException if the thread is interrupted; its flag is set again
     */
    public <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits at most a second for requests under way. */
    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
