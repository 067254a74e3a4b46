package dev.kafkalab;

import dev.kafkalab.cdc.CaptureSource;
import dev.kafkalab.cdc.RelayBuilder;
import dev.kafkalab.json.JsonSerdes;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

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

    /** Begins a function between two topics, of text in UTF-8. */
    public Pipe<String> pipe(String in) {
        return pipe(in, new StringDeserializer(), new StringSerializer());
    }

    /** Begins a function between two topics, of JSON. */
    public <V> Pipe<V> pipe(String in, Class<V> type) {
        return pipe(
                in,
                JsonSerdes.standard().deserializer(type),
                JsonSerdes.standard().<V>serializer());
    }

    /**
     * Begins a function between two topics.
     *
     * @param values decodes values; thread-safe
     * @param results encodes what the function returns; thread-safe
     */
    public <V> Pipe<V> pipe(String in, Deserializer<V> values, Serializer<? super V> results) {
        return Pipe.from(this, in, values, results);
    }

    /**
     * Begins to build a relay, which carries what is committed in a database to Kafka.
     *
     * @param database gives connections to MySQL's primary, in the database of the source's table; the relay holds one
     */
    public RelayBuilder relay(DataSource database, CaptureSource source) {
        return new RelayBuilder(properties, database, source);
    }

    Map<String, Object> properties() {
        return properties;
    }
}
