package dev.kafkalab.labs.frame;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where a handler of a lab leaves its effect: a record that names the place of its cause and is on the brokers when {@link
 * #add} returns, so that a {@code kill -9} a moment later takes nothing back. Thread-safe.
 */
public final class EffectTopic implements AutoCloseable {
    private final KafkaProducer<String, String> producer;
    private final String topic;

    public EffectTopic(Map<String, Object> clientProperties, String topic) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("linger.ms", 0); // each is waited for, so there is nothing to gather
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
        this.topic = topic;
    }

    /** The key of an effect: {@code partition@offset} of its cause. */
    public static String place(int partition, long offset) {
        return partition + "@" + offset;
    }

    /** @param by who did it */
    public void add(ConsumerRecord<?, ?> cause, String by) {
        add(place(cause.partition(), cause.offset()), by);
    }

    /** @param cause what {@link EffectCount} is to look for */
    public void add(String cause, String by) {
        try {
            producer.send(new ProducerRecord<>(topic, cause, by)).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the effect was not taken", e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
