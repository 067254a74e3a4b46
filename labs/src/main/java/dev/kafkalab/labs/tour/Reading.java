package dev.kafkalab.labs.tour;

import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.RecordSink;
import dev.kafkalab.reading.TopicChoice;
import dev.kafkalab.reading.TopicReader;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic of the tour to its end. */
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

    private static ReadRequest.Builder request(MessageTrip trip) {
        return ReadRequest.of(new TopicChoice.Named(Set.of(trip.topic())));
    }

    private static Fingerprint read(TourSite site, ReadRequest request) {
        Fingerprint seen = new Fingerprint();
        try (TopicReader reader = new TopicReader(site.clientProperties(), request, notice -> {})) {
            reader.read(new RecordSink() {
                @Override
                public boolean accept(ConsumerRecord<byte[], byte[]> record) {
                    seen.add(record.key(), record.value());
                    return true;
                }

                @Override
                public void flush() {}
            });
        }
        return seen;
    }
}
