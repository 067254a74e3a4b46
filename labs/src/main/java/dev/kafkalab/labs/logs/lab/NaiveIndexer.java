package dev.kafkalab.labs.logs.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.labs.logs.search.SearchServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Commits automatically while records wait in its memory for a bulk request, and lets Elasticsearch invent ids. What was
 * committed and not sent is lost with the process; what a shipper repeats is a second document.
 */
record NaiveIndexer(Map<String, Object> kafka, String topic, String group, String index) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GATHERED = 1_500;
    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * Indexes until nothing comes any more.
     *
     * @param standsAfter so many records it stands still, with some of them in memory
     */
    void index(SearchServer server, int standsAfter, Runnable tells) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", true);
        properties.put("auto.commit.interval.ms", 10);
        properties.put("max.poll.records", 500);
        List<String> gathered = new ArrayList<>();
        int taken = 0;
        int empty = 0;
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (empty < 20) {
                var records = consumer.poll(POLL);
                empty = records.isEmpty() && !consumer.assignment().isEmpty() ? empty + 1 : 0;
                for (ConsumerRecord<String, String> record : records) {
                    gathered.add(record.value());
                    taken++;
                }
                if (gathered.size() >= GATHERED) {
                    send(server, gathered);
                }
                if (taken >= standsAfter && !gathered.isEmpty()) {
                    // The next polls commit what is in memory.
                    consumer.pause(consumer.assignment());
                    while (!isCommitted(consumer)) {
                        consumer.poll(POLL);
                    }
                    StandStill.stand(tells);
                }
            }
            send(server, gathered);
        }
    }

    /** Whether everything that was polled is. */
    private static boolean isCommitted(KafkaConsumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(consumer.assignment());
        return consumer.assignment().stream().allMatch(partition -> {
            OffsetAndMetadata offset = committed.get(partition);
            return consumer.position(partition) <= (offset == null ? 0 : offset.offset());
        });
    }

    private void send(SearchServer server, List<String> gathered) {
        if (gathered.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (String value : gathered) {
            int lesson = LessonLog.lesson(value).orElse(-1);
            lines.append("{\"index\":{}}\n")
                    .append(JSON.createObjectNode().put("path", "/lessons/" + lesson))
                    .append('\n');
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        server.sendLines("/" + index + "/_bulk", bytes, 0, bytes.length);
        gathered.clear();
    }
}
