package dev.kafkalab.labs.course.json;

import dev.kafkalab.json.JsonSerdes;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the function between two topics makes of an order.
 *
 * @param order its id
 * @param tax contained in {@code cents}
 */
record Receipt(String order, String customer, int cents, int tax) {
    static final Serializer<Receipt> TO_JSON = JsonSerdes.standard().serializer();
    static final Deserializer<Receipt> FROM_JSON = JsonSerdes.standard().deserializer(Receipt.class);

    static Receipt of(Order order) {
        return new Receipt(order.id(), order.customer(), order.cents(), order.cents() / 11);
    }
}
