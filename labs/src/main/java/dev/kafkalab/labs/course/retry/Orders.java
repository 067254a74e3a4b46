package dev.kafkalab.labs.course.retry;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.TopicContents;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What comes in, in turn: alice-1, bob-1, carol-1, alice-2 and so on, in one partition; the customer is the key. */
final class Orders {
    static final int COUNT = 12;
    /** The one whose handler fails. */
    static final String BROKEN = "bob-2";

    private static final List<String> CUSTOMERS = List.of("alice", "bob", "carol");

    private Orders() {}

    static List<String> all() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> CUSTOMERS.get(i % CUSTOMERS.size()) + "-" + (i / CUSTOMERS.size() + 1))
                .toList();
    }

    /** Where it lies. */
    static int offset(String order) {
        return all().indexOf(order);
    }

    /** The order that is delivered. */
    static String of(Delivery<?> delivery) {
        return TopicContents.text(delivery.record().value());
    }

    static String customer(String order) {
        return order.substring(0, order.indexOf('-'));
    }

    static void fill(LabSite site, String topic) {
        TopicContents.send(
                site,
                all().stream()
                        .map(order -> new ProducerRecord<>(topic, customer(order), order))
                        .toList());
    }
}
