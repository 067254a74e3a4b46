package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.json.JsonSerdes;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.TopicContents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Measurements in a topic, by the name of what was measured. */
record Results(LabSite site, String topic) {
    private static final Serializer<Measurement> ENCODE = JsonSerdes.standard().serializer();
    private static final Deserializer<Measurement> DECODE =
            JsonSerdes.standard().deserializer(Measurement.class);

    void add(List<Measurement> measurements) {
        TopicContents.send(
                site,
                measurements.stream()
                        .map(each -> new ProducerRecord<>(
                                topic,
                                each.way(),
                                TopicContents.text(Objects.requireNonNull(ENCODE.serialize(topic, each)))))
                        .toList());
    }

    Map<String, Measurement> read() {
        Map<String, Measurement> measurements = new HashMap<>();
        TopicContents.of(site, topic)
                .forEach(record -> measurements.put(
                        TopicContents.text(record.key()),
                        Objects.requireNonNull(DECODE.deserialize(topic, record.value()))));
        return measurements;
    }
}
