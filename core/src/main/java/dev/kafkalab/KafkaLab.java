package dev.kafkalab;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The front door: knows how the cluster is reached, and builds what an application runs.
 *
 * <p>Immutable and thread-safe. Holds no connection; each consumer that is started has its own and is closed by whoever
 * started it.
 */
public final class KafkaLab {
    private final Map<String, Object> properties;

    private KafkaLab(Map<String, ?> properties) {
        this.properties = Map.copyOf(properties);
    }

    /** @param bootstrapServers {@code host:port}, several with commas */
    public static KafkaLab connect(String bootstrapServers) {
        return connect(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** @param properties what all of Kafka's clients take: addresses, security */
    public static KafkaLab connect(Map<String, ?> properties) {
        if (!properties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw KafkaLabException.usage("bootstrap.servers is missing; give host:port");
        }
        return new KafkaLab(properties);
    }

    /**
     * Begins to build a consumer.
     *
     * @param keys decodes keys; thread-safe, as Kafka's own and JSON are. It is called where records are handled
     * @param values decodes values; thread-safe
     */
    public <K, V> ConsumerBuilder<K, V> consumer(String topic, Deserializer<K> keys, Deserializer<V> values) {
        return new ConsumerBuilder<>(new HashMap<>(properties), keys, values).topics(topic);
    }
}
