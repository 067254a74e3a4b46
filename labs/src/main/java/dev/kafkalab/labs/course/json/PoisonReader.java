package dev.kafkalab.labs.course.json;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.json.JsonSerdes;
import dev.kafkalab.labs.frame.EffectTopic;
import java.time.Duration;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A consumer that passes a record which is no order.
 *
 * @param letters where that record goes, with the bytes it came with
 */
record PoisonReader(KafkaLab kafka, String topic, String group, EffectTopic effects, String letters) {
    RunningConsumer start() {
        // cure
        Deserializer<Order> orders = JsonSerdes.standard().deserializer(Order.class);
        return kafka.consumer(topic, new StringDeserializer(), orders)
                .group(group)
                .startFrom("earliest")
                .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                .deadLetter(letters)
                .handle((order, delivery) -> effects.add(delivery.record(), "order"))
                .start();
        // end
    }
}
