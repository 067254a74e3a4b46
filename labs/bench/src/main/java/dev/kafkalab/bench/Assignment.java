package dev.kafkalab.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;

/** What a contestant is to consume, and how. */
public record Assignment(String servers, String topic, String group, Keys keys, int concurrency) {
    static final int PARTITIONS = 3;

    public int partitions() {
        return PARTITIONS;
    }

    /** The properties every contestant gets; its own on top where its library asks for them. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, IntegerDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** The same as strings. */
    public Properties propertiesOfStrings() {
        Properties strings = new Properties();
        properties()
                .forEach((name, value) ->
                        strings.setProperty(name, value instanceof Class<?> type ? type.getName() : value.toString()));
        return strings;
    }
}
