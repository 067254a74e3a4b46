package dev.kafkalab.labs.course.json;

import dev.kafkalab.json.JsonSerdes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** What the topics of this lab hold. Which orders there are follows from their number, so every process knows them. */
record Order(String id, String customer, int cents) {
    static final Serializer<Order> TO_JSON = JsonSerdes.standard().serializer();
    static final Deserializer<Order> FROM_JSON = JsonSerdes.standard().deserializer(Order.class);
    /** As customers are called: with quotes, with a backslash, not in ASCII. */
    private static final List<String> CUSTOMERS =
            List.of("ann", "bob", "김하나", "Jo \"Red\" Smith", "SEOUL\\nam", "cy", "dee", "eve");

    static Order numbered(int number) {
        return new Order("o-" + number, CUSTOMERS.get(number % CUSTOMERS.size()), 1000 + 37 * number);
    }

    static List<Order> first(int count) {
        return IntStream.range(0, count).mapToObj(Order::numbered).toList();
    }

    /** Empty if the bytes are no order in JSON. */
    static Optional<Order> read(String topic, byte[] bytes) {
        try {
            return Optional.of(FROM_JSON.deserialize(topic, bytes));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    /** In JSON. */
    String text() {
        return new String(TO_JSON.serialize("", this), StandardCharsets.UTF_8);
    }
}
