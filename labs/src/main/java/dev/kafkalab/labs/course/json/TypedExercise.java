package dev.kafkalab.labs.course.json;

import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import dev.kafkalab.producer.RecordProducer;
import dev.kafkalab.producer.SendOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The same orders as JSON put together by hand and as JSON made from their type; then read typed, one by one and in batches. */
final class TypedExercise implements Exercise {
    static final int RECORDS = 24;
    private static final int PARTITIONS = 3;
    private static final String BY_HAND = "by-hand";
    private static final String TYPED = "typed";

    /** The mistake: right as long as nobody is called something with a quote or a backslash. */
    private static final Serializer<Order> CONCATENATED = (topic, order) -> ("{\"id\":\"" + order.id()
                    + "\",\"customer\":\"" + order.customer() + "\",\"cents\":" + order.cents() + "}")
            .getBytes(StandardCharsets.UTF_8);

    @Override
    public String id() {
        return "typed";
    }

    private static String topic(LabSite site, String way) {
        return site.name("orders-" + way);
    }

    private static TypedReaders readers(LabSite site) {
        return new TypedReaders(site, topic(site, TYPED));
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab consume -t " + topic(site, TYPED) + " -e -f '%p %o %T %k %h %s\\n'",
                "kafka-lab consume -t " + topic(site, BY_HAND) + " -e -f '%s\\n'");
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + topic(site, TYPED) + " --from-beginning --timeout-ms 5000 --formatter-property print.partition=true"
                + " --formatter-property print.offset=true --formatter-property print.headers=true");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(PARTITIONS, topic(site, BY_HAND), topic(site, TYPED));
        send(site, topic(site, BY_HAND), CONCATENATED);
        send(site, topic(site, TYPED), site.cured() ? Order.TO_JSON : CONCATENATED);
        TypedReaders readers = readers(site);
        readers.createTopics();
        SideBySide.run(List.of(TypedReaders.Pace.values()), readers::readToTheEnd);
    }

    private static void send(LabSite site, String topic, Serializer<Order> json) {
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        try (RecordProducer<String, Order> producer =
                new RecordProducer<>(site.clientProperties(), new StringSerializer(), json)) {
            for (Order order : Order.first(RECORDS)) {
                ProducerRecord<String, Order> record = new ProducerRecord<>(topic, order.customer(), order);
                record.headers().add("source", source(order).getBytes(StandardCharsets.UTF_8));
                producer.send(record, outcome -> {
                    if (outcome instanceof SendOutcome.Failed failed) {
                        failures.add(failed.cause());
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            throw new KafkaException(failures.size() + " orders were not taken", failures.peek());
        }
    }

    private static String source(Order order) {
        return order.cents() % 2 == 0 ? "web" : "shop";
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Table ways = Table.of("way", "records", "same", "unreadable", "changed");
        List<ConsumerRecord<byte[], byte[]>> byHand = TopicContents.of(site, topic(site, BY_HAND));
        List<ConsumerRecord<byte[], byte[]>> typed = TopicContents.of(site, topic(site, TYPED));
        Reading ofByHand = Reading.of(byHand);
        Reading ofTyped = Reading.of(typed);
        ways.row(BY_HAND, byHand.size(), ofByHand.same(), ofByHand.unreadable(), ofByHand.changed());
        ways.row(TYPED, typed.size(), ofTyped.same(), ofTyped.unreadable(), ofTyped.changed());
        notes.table(ways);
        notes.expect("unreadable", Expectation.atLeast(1, ofByHand.unreadable()), BY_HAND);
        notes.expect("changed", Expectation.atLeast(1, ofByHand.changed()), BY_HAND);
        notes.expect("same", Expectation.equal(RECORDS, ofTyped.same()), TYPED);
        notes.table(metadata(typed));
        readers(site).observe(typed, notes);
    }

    /** How many records come back as an order that was sent, as none at all, as another. */
    private record Reading(long same, long unreadable, long changed) {
        static Reading of(List<ConsumerRecord<byte[], byte[]>> stored) {
            Set<Order> sent = Set.copyOf(Order.first(RECORDS));
            List<Order> read = stored.stream()
                    .flatMap(record -> Order.read(record.topic(), record.value()).stream())
                    .toList();
            long same = read.stream().filter(sent::contains).distinct().count();
            return new Reading(same, stored.size() - read.size(), read.size() - same);
        }
    }

    /** The first two of each partition. */
    private static Table metadata(List<ConsumerRecord<byte[], byte[]>> stored) {
        Table table = Table.of("partition", "offset", "timestamp", "key", "headers", "bytes");
        stored.stream()
                .filter(record -> record.offset() < 2)
                .sorted(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                        .thenComparingLong(ConsumerRecord::offset))
                .forEach(record -> table.row(
                        record.partition(),
                        record.offset(),
                        TypedReaders.timestamp(record),
                        TopicContents.text(record.key()),
                        TypedReaders.headers(record),
                        record.serializedValueSize()));
        return table;
    }
}
