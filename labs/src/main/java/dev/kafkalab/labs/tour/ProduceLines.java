package dev.kafkalab.labs.tour;

import dev.kafkalab.producer.RecordProducer;
import dev.kafkalab.producer.SendOutcome;
import dev.kafkalab.sandbox.ServerKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends every line of the log, the client's address as its key. */
final class ProduceLines implements TourStep {
    private final MessageTrip trip;

    ProduceLines(MessageTrip trip) {
        this.trip = trip;
    }

    @Override
    public String title() {
        return "Produce " + trip.log().name() + ", keyed by the client's address";
    }

    @Override
    public ServerKind server() {
        return ServerKind.KAFKA;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of("kafka-lab produce -t " + trip.topic() + " -K ' ' @"
                + trip.log().in(site.directory()));
    }

    @Override
    public void run(TourSite site, Checks checks) throws IOException {
        trip.log().provide(site.directory());
        AtomicLong delivered = new AtomicLong();
        try (RecordProducer<byte[], byte[]> producer =
                new RecordProducer<>(site.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            trip.log().forEachLine(line -> {
                trip.sent().add(line.key(), line.value());
                producer.send(new ProducerRecord<>(trip.topic(), line.key(), line.value()), outcome -> {
                    if (outcome instanceof SendOutcome.Delivered) {
                        delivered.incrementAndGet();
                    }
                });
            });
        }
        checks.expect("records acknowledged", trip.sent().records(), delivered.get());
    }
}
