package dev.kafkalab.labs.tour;

import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.RecordSink;
import dev.kafkalab.reading.TopicChoice;
import dev.kafkalab.reading.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads topics of the tour to their end. */
final class Reading {
    private Reading() {}

    /** In the group of the trip, from where the group stands. */
    static Fingerprint inGroup(TourSite site, MessageTrip trip) {
        return read(site, request(trip).group(trip.group()).untilEnd().build());
    }

    /** By nobody in particular, from the beginning. */
    static Fingerprint fromBeginning(TourSite site, MessageTrip trip) {
        return read(site, request(trip).untilEnd().build());
    }

    /** What a reader of committed records sees, from the beginning. */
    static List<ConsumerRecord<byte[], byte[]>> committed(TourSite site, String topic) {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        read(
                properties,
                ReadRequest.of(new TopicChoice.Named(Set.of(topic))).untilEnd().build(),
                records::add);
        return records;
    }

    /** As text. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ReadRequest.Builder request(MessageTrip trip) {
        return ReadRequest.of(new TopicChoice.Named(Set.of(trip.topic())));
    }

    private static Fingerprint read(TourSite site, ReadRequest request) {
        Fingerprint seen = new Fingerprint();
        read(site.clientProperties(), request, record -> seen.add(record.key(), record.value()));
        return seen;
    }

    private static void read(
            Map<String, Object> properties, ReadRequest request, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (TopicReader reader = new TopicReader(properties, request, notice -> {})) {
            reader.read(new RecordSink() {
                @Override
                public boolean accept(ConsumerRecord<byte[], byte[]> record) {
                    taker.accept(record);
                    return true;
                }

                @Override
                public void flush() {}
            });
        }
    }
}
