package dev.kafkalab.labs.course.json;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.Pipe.Mapping;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.Intake;
import dev.kafkalab.consumer.RunningConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Reads orders from one topic and writes receipts to another, in either way.
 *
 * @param in of orders
 * @param out of receipts
 * @param group the consumer group, and the id of its transactions
 */
record ReceiptMaker(Map<String, Object> clientProperties, String in, String out, String group) {
    /** Records of a poll at most, in the loop. */
    static final int POLL = 40;

    private static final Duration TRANSACTION = Duration.ofMillis(50);
    /** Little, so that a victim has not taken in all there is before it commits for the first time. */
    private static final Intake INTAKE = new Intake(20, 1 << 20);

    /** The mistake: what was produced is there, the commit that should say so is not yet. */
    void consumeThenProduce(Mapping<Order, Receipt> function, BooleanSupplier ended) throws Exception {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("max.poll.records", POLL);
        Map<String, Object> producing = new HashMap<>(clientProperties);
        producing.put("linger.ms", 0); // each is waited for, so there is nothing to gather
        try (KafkaConsumer<String, Order> consumer =
                        new KafkaConsumer<>(properties, new StringDeserializer(), Order.FROM_JSON);
                KafkaProducer<String, Receipt> producer =
                        new KafkaProducer<>(producing, new StringSerializer(), Receipt.TO_JSON)) {
            consumer.subscribe(List.of(in));
            while (!ended.getAsBoolean()) {
                for (ConsumerRecord<String, Order> record : consumer.poll(Duration.ofMillis(50))) {
                    Receipt receipt = function.apply(record.value());
                    producer.send(new ProducerRecord<>(out, record.key(), receipt))
                            .get();
                }
                consumer.commitSync();
            }
        }
    }

    /** The id of its transactions is its own for good, so that its successor ends at once what it left open. */
    RunningConsumer pipe(Mapping<Order, Receipt> function, ConsumerListener listener) {
        return KafkaLab.connect(clientProperties)
                .pipe(in, Order.class)
                .map(function, Receipt.TO_JSON)
                .with(settings -> settings.group(group)
                        .concurrency(4)
                        .property("max.poll.records", 20)
                        .intake(INTAKE)
                        .commit(Commits.inTransaction().as(group).every(TRANSACTION))
                        .listener(listener))
                .to(out);
    }
}
