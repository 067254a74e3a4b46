package dev.kafkalab.embedding;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.json.JsonSerdes;
import org.apache.kafka.common.serialization.StringDeserializer;

public class Billing {
    record Order(int cents) {}

    public static void main(String[] args) throws InterruptedException {
        RunningConsumer consumer = KafkaLab.connect(args[0])
                .consumer(
                        "orders",
                        new StringDeserializer(),
                        JsonSerdes.standard().deserializer(Order.class))
                .group("billing")
                .startFrom("earliest")
                .handle((order, delivery) -> System.out.println("charge " + delivery.key() + " " + order.cents()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(consumer::close));
        consumer.awaitStopped();
    }
}
