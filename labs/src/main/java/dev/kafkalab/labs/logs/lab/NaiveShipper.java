package dev.kafkalab.labs.logs.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Notes how far it has read as soon as it has read, as many shippers do. What the brokers have not by then is nobody's. */
record NaiveShipper(Map<String, Object> kafka, String topic) {
    private static final int AT_ONCE = 1_000;

    void ship(Path log, Path place) throws IOException {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("linger.ms", 500); // gathers, to be fast
        properties.put("batch.size", 1 << 20);
        List<String> lines = Files.readAllLines(log);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            int read = Files.exists(place) ? Integer.parseInt(Files.readString(place)) : 0;
            while (read < lines.size()) {
                List<String> some = lines.subList(read, Math.min(lines.size(), read + AT_ONCE));
                read += some.size();
                Files.write(place, String.valueOf(read).getBytes(StandardCharsets.US_ASCII));
                some.forEach(line -> producer.send(new ProducerRecord<>(topic, line)));
            }
        }
    }
}
