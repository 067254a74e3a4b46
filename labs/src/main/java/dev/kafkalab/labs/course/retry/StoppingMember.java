package dev.kafkalab.labs.course.retry;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.Child;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A process whose consumer stops at the record that fails, and that ends with it. */
public final class StoppingMember {
    private StoppingMember() {}

    /** Arguments: topic, group, topic of attempts, topic of what is done. */
    public static void main(String[] arguments) throws InterruptedException {
        Child child = Child.begin();
        try (Handling handling = new Handling(child.clientProperties(), arguments[2], arguments[3]);
                RunningConsumer consumer = KafkaLab.connect(child.clientProperties())
                        .consumer(arguments[0], new StringDeserializer(), new StringDeserializer())
                        .group(arguments[1])
                        .startFrom("earliest")
                        .handle((value, delivery) -> {
                            String order = Orders.of(delivery);
                            handling.handleOrRefuse(InPlaceWay.STOP, order, order.equals(Orders.BROKEN));
                        })
                        .start()) {
            consumer.awaitStopped();
        } catch (IllegalArgumentException refused) {
            System.exit(0); // as was to be seen
        }
        System.exit(1);
    }
}
